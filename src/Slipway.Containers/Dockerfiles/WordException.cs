namespace Slipway.Containers.Dockerfiles;

/// <summary>A word of a Dockerfile cannot be expanded. Caught where the word's place is known.</summary>
/// <param name="reason">Why.</param>
#pragma warning disable CA1064 // Nobody outside of this folder ever sees one.
internal sealed class WordException(string reason) : Exception(reason);
#pragma warning restore CA1064
