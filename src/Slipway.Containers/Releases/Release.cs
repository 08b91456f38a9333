namespace Slipway.Containers.Releases;

/// <summary>A deployment that was healthy: what it takes to have it again.</summary>
public sealed record Release
{
    /// <summary>Its number; each project counts from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The compose project.</summary>
    public required string Project { get; init; }

    /// <summary>When its gate opened, in UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Who deployed it, such as <c>root@build-3</c>.</summary>
    public required string By { get; init; }

    /// <summary>The commit that it was deployed from, where that is known.</summary>
    public string? Commit { get; init; }

    /// <summary>The release that it repeats, where it was rolled back to.</summary>
    public int? Repeats { get; init; }

    /// <summary>The id of each service's image.</summary>
    public required IReadOnlyDictionary<string, string> Images { get; init; }

    /// <summary>The texts of the compose files, later ones over earlier ones. Variables in them are not replaced.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The names of the variables that had values. The values are kept nowhere.</summary>
    public required IReadOnlyList<string> Variables { get; init; }

    /// <summary>The profiles that were on.</summary>
    public required IReadOnlyList<string> Profiles { get; init; }

    /// <summary>Counts of containers that were asked for.</summary>
    public IReadOnlyDictionary<string, int> Scale { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>
    /// The variables that options such as <c>--memory-optimized</c> set, and the values that the compose file names for them.
    /// </summary>
    public IReadOnlyDictionary<string, string> Presets { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The migrations that its sources had, where the files of its framework tell.</summary>
    public IReadOnlyList<string> Migrations { get; init; } = [];

    /// <summary>Whether it deploys the same as another.</summary>
    /// <param name="other">The other.</param>
    public bool IsSameAs(Release other) => Files.SequenceEqual(other.Files, StringComparer.Ordinal)
        && Profiles.SequenceEqual(other.Profiles, StringComparer.Ordinal)
        && Variables.SequenceEqual(other.Variables, StringComparer.Ordinal)
        && AreSame(Images, other.Images)
        && AreSame(Scale, other.Scale)
        && AreSame(Presets, other.Presets);

    private static bool AreSame<T>(IReadOnlyDictionary<string, T> one, IReadOnlyDictionary<string, T> other)
        where T : IEquatable<T> =>
        one.Count == other.Count && one.All(pair => other.TryGetValue(pair.Key, out var value) && value.Equals(pair.Value));
}
