using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slipway.Containers.Contexts;

/// <summary>A fingerprint with what went into it, so that a later one can say what changed.</summary>
public sealed record FingerprintManifest
{
    private const int NamedPaths = 2;

    /// <summary>The fingerprint: 64 hexadecimal digits.</summary>
    [JsonPropertyName("digest")]
    public required string Digest { get; init; }

    /// <summary>A short hash for each file, folder and link that counts, by path.</summary>
    [JsonPropertyName("files")]
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <summary>A short hash of the Dockerfile's text.</summary>
    [JsonPropertyName("dockerfile")]
    public required string Dockerfile { get; init; }

    /// <summary>A short hash for each build argument that counts, by name.</summary>
    [JsonPropertyName("args")]
    public required IReadOnlyDictionary<string, string> Args { get; init; }

    /// <summary>A short hash for each label, by name.</summary>
    [JsonPropertyName("labels")]
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>The network of <c>RUN</c> steps; empty for the engine's default.</summary>
    [JsonPropertyName("network")]
    public required string Network { get; init; }

    /// <summary>The stage that is built; empty for the last one.</summary>
    [JsonPropertyName("target")]
    public required string Target { get; init; }

    /// <summary>The platform; empty for that of the machine.</summary>
    [JsonPropertyName("platform")]
    public required string Platform { get; init; }

    /// <summary>A short hash for each other setting, by name.</summary>
    [JsonPropertyName("settings")]
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The ids of the base images by name.</summary>
    [JsonPropertyName("bases")]
    public required IReadOnlyDictionary<string, string> BaseImages { get; init; }

    /// <summary>Reads what <see cref="ToJson"/> wrote; <see langword="null"/> where it is damaged.</summary>
    /// <param name="json">The text.</param>
    public static FingerprintManifest? FromJson(string json)
    {
        try
        {
            // One that an older version wrote lacks what was not noted then.
            return JsonSerializer.Deserialize(json, FingerprintJson.Default.FingerprintManifest) is { Files: not null, Args: not null, Labels: not null, Settings: not null, BaseImages: not null } whole ? whole : null;
        }
        catch (JsonException)
        {
            // A damaged state file costs time, never correctness.
            return null;
        }
    }

    /// <summary>The manifest as compact JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, FingerprintJson.Default.FingerprintManifest);

    /// <summary>What changed since <paramref name="previous"/>, such as <c>inputs changed: src/app.py</c>.</summary>
    /// <param name="previous">The manifest of an earlier build.</param>
    public string Explain(FingerprintManifest previous)
    {
        var reasons = new List<string>();
        if (Dockerfile != previous.Dockerfile)
            reasons.Add("Dockerfile changed");
        if (Changed(Files, previous.Files) is { Count: > 0 } files)
            reasons.Add($"inputs changed: {List(files)}");
        if (Changed(Args, previous.Args) is { Count: > 0 } args)
            reasons.Add(args.Count == 1 ? $"build argument {args[0]} changed" : $"build arguments changed: {List(args)}");
        if (Changed(Labels, previous.Labels) is { Count: > 0 } labels)
            reasons.Add(labels.Count == 1 ? $"label {labels[0]} changed" : $"labels changed: {List(labels)}");
        if (Changed(BaseImages, previous.BaseImages) is { Count: > 0 } bases)
            reasons.Add(bases.Count == 1 ? $"base {bases[0]} moved" : $"bases moved: {List(bases)}");
        if (Target != previous.Target)
            reasons.Add("target changed");
        if (Platform != previous.Platform)
            reasons.Add("platform changed");
        if (Network != previous.Network)
            reasons.Add("network changed");
        if (Changed(Settings, previous.Settings) is { Count: > 0 } settings)
            reasons.Add($"{List(settings)} changed");
        return reasons.Count > 0
            ? string.Join("; ", reasons)
            : Digest == previous.Digest ? "nothing changed" : "the way of taking fingerprints changed";
    }

    private static List<string> Changed(IReadOnlyDictionary<string, string> now, IReadOnlyDictionary<string, string> before) =>
    [
        .. now.Where(pair => before.GetValueOrDefault(pair.Key) != pair.Value).Select(pair => pair.Key)
            .Concat(before.Keys.Where(key => !now.ContainsKey(key)))
            .Order(StringComparer.Ordinal),
    ];

    private static string List(List<string> names) => names.Count <= NamedPaths + 1
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(NamedPaths))} and {names.Count - NamedPaths} more";
}
