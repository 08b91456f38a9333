using Slipway.Containers.Engine.Wire;

namespace Slipway.Containers.Building;

/// <summary>Makes sense of a build's stream: BuildKit's and the classic builder's differ in everything but the end.</summary>
internal interface IBuildReader
{
    /// <summary>The image's id, once it was told.</summary>
    string? ImageId { get; }

    int Steps { get; }

    int CachedSteps { get; }

    void Read(StreamWire line);

    /// <summary>What is known about the failure that the builder reports as <paramref name="message"/>.</summary>
    BuildFailure Fail(string message);
}
