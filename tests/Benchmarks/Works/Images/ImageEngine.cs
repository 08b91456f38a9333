namespace Benchmarks.Works.Images;

/// <summary>An engine to measure with.</summary>
/// <param name="Name">What is added to the names of its rows.</param>
/// <param name="Address">What <c>DOCKER_HOST</c> has to be.</param>
internal sealed record ImageEngine(string Name, string Address);
