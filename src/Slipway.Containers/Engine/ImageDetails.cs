namespace Slipway.Containers.Engine;

/// <summary>Everything that we ask about an image.</summary>
/// <param name="Id">Its id, <c>sha256:…</c>.</param>
public sealed record ImageDetails(string Id)
{
    /// <summary>Its names with tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Its names with digests, of registries that it came from or went to.</summary>
    public IReadOnlyList<string> Digests { get; init; } = [];

    /// <summary>All its layers together.</summary>
    public ByteSize Size { get; init; }

    /// <summary>The digests of its layers, lowest first.</summary>
    public IReadOnlyList<string> Layers { get; init; } = [];

    /// <summary>When it was made, as it says itself; <see langword="null"/> where it does not.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Its architecture, such as <c>amd64</c>.</summary>
    public string Architecture { get; init; } = "";

    /// <summary>Its operating system, such as <c>linux</c>.</summary>
    public string OperatingSystem { get; init; } = "";

    /// <summary>Who its process runs as: a name or an id, with a group after a colon; empty means root.</summary>
    public string User { get; init; } = "";

    /// <summary>Its environment, each as <c>NAME=value</c>.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What it runs, before <see cref="Command"/>.</summary>
    public IReadOnlyList<string> EntryPoint { get; init; } = [];

    /// <summary>What it runs, or the arguments of <see cref="EntryPoint"/>.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>The ports it says it listens on, such as <c>8080/tcp</c>.</summary>
    public IReadOnlyList<string> ExposedPorts { get; init; } = [];

    /// <summary>How its health is checked; <see langword="null"/> where it says nothing about that.</summary>
    public HealthCheckSetting? HealthCheck { get; init; }
}
