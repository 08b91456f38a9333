using Slipway.Containers.Compose;

namespace Slipway.Containers.Linting;

/// <summary>What is examined.</summary>
public sealed class LintSubject
{
    /// <summary>The compose project, where there is one.</summary>
    public ComposeProject? Project { get; init; }

    /// <summary>The Dockerfiles.</summary>
    public IReadOnlyList<LintImage> Images { get; init; } = [];

    /// <summary>Images of the stack itself: nobody has to pin them.</summary>
    internal IEnumerable<string> Built =>
        Project?.Services.Values.Where(service => service.Build is not null).Select(service => service.Image).OfType<string>() ?? [];
}
