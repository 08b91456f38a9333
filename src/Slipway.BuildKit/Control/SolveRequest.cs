using Slipway.BuildKit.Wire;

namespace Slipway.BuildKit;

/// <summary>What a builder is asked to build. <see cref="DockerfileBuild"/> makes one for a Dockerfile.</summary>
public sealed record SolveRequest
{
    /// <summary>What understands the build: <c>dockerfile.v0</c> unless set.</summary>
    public string Frontend { get; init; } = "dockerfile.v0";

    /// <summary>What it is told.</summary>
    public IReadOnlyDictionary<string, string> FrontendAttributes { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Where the result goes: <c>moby</c> is the engine's own images. It stays in the cache unless set.</summary>
    public string? Exporter { get; init; }

    /// <summary>What the exporter is told, such as <c>name</c>.</summary>
    public IReadOnlyDictionary<string, string> ExporterAttributes { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Caches to read from.</summary>
    public IReadOnlyList<CacheOption> CacheImports { get; init; } = [];

    /// <summary>Caches to write to.</summary>
    public IReadOnlyList<CacheOption> CacheExports { get; init; } = [];

    /// <summary>Rights that steps may use, such as <c>network.host</c>. The builder has to allow them too.</summary>
    public IReadOnlyList<string> Entitlements { get; init; } = [];

    /// <summary>What the builder may ask of us; nothing unless set.</summary>
    public SessionOptions? Session { get; init; }

    internal ReadOnlyMemory<byte> Encode(string reference, string? session)
    {
        var message = new MessageWriter()
            .Text(1, reference)
            .Text(3, Exporter)
            .Pairs(4, ExporterAttributes)
            .Text(5, session)
            .Text(6, Frontend)
            .Pairs(7, FrontendAttributes)
            .Texts(9, Entitlements);
        var cache = new MessageWriter();
        foreach (var option in CacheExports)
            cache.Message(4, Encode(option));
        foreach (var option in CacheImports)
            cache.Message(5, Encode(option));
        return message.Message(8, cache).Written;
    }

    private static MessageWriter Encode(CacheOption option) => new MessageWriter().Text(1, option.Type).Pairs(2, option.Attributes);
}
