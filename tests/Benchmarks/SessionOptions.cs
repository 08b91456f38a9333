namespace Benchmarks;

/// <summary>What is measured, and where the table goes.</summary>
/// <param name="Repository">The repository's folder.</param>
/// <param name="Report">The file for the table.</param>
/// <param name="Works">The names of works to measure; all where there are none.</param>
/// <param name="Rounds">How often each contender is measured, after one run to warm up.</param>
internal sealed record SessionOptions(string Repository, string Report, IReadOnlyList<string> Works, int Rounds)
{
    public static SessionOptions Parse(IReadOnlyList<string> args)
    {
        var values = args.Chunk(2).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        var repository = Path.GetFullPath(values.GetValueOrDefault("--repository") ?? ".");
        return new SessionOptions(
            repository,
            values.GetValueOrDefault("--report") ?? Path.Combine(repository, "docs", "benchmarks.md"),
            values.GetValueOrDefault("--works")?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
            int.Parse(values.GetValueOrDefault("--rounds") ?? "7", System.Globalization.CultureInfo.InvariantCulture));
    }
}
