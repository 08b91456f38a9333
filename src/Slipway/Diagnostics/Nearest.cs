namespace Slipway.Diagnostics;

/// <summary>Finds the names that a misspelt one may have meant.</summary>
public static class Nearest
{
    /// <summary>Up to three of <paramref name="known"/> that are close to <paramref name="name"/>, closest first.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="known">What would have been right.</param>
    public static IReadOnlyList<string> To(string name, IEnumerable<string> known) =>
    [
        .. known.Distinct(StringComparer.Ordinal)
            .Select(candidate => (candidate, distance: Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .Where(pair => pair.distance <= Math.Max(2, name.Length / 3)
                || pair.candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            .OrderBy(pair => pair.distance).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Take(3)
            .Select(pair => pair.candidate),
    ];

    // Edits that lead from one to the other; two neighbours that changed places are one (optimal string alignment).
    private static int Distance(string a, string b)
    {
        var (before, last) = (new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
            last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(substituted, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last) = (last, row);
        }

        return last[b.Length];
    }
}
