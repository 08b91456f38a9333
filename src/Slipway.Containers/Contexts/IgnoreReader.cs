namespace Slipway.Containers.Contexts;

/// <summary>Reads the lines of an ignore file.</summary>
internal static class IgnoreReader
{
    /// <summary>The rules.</summary>
    /// <param name="text">What the file holds.</param>
    /// <param name="path">The file, for places.</param>
    /// <param name="problems">Takes the lines that cannot be read.</param>
    public static List<IgnoreRule> Read(string text, string path, List<Problem> problems)
    {
        var rules = new List<IgnoreRule>();
        var lines = text.TrimStart('\uFEFF').Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var written = lines[i].Trim();
            // Only a '#' in the first column begins a comment.
            if (written.Length == 0 || lines[i][0] == '#')
                continue;
            var place = new Place(path, i + 1, lines[i].Length - lines[i].TrimStart().Length + 1);
            var cleaned = Clean(written);
            var isException = cleaned[0] == '!';
            var pattern = isException ? cleaned[1..] : cleaned;
            if (pattern.Length > 0 && PathPattern.TryParse(pattern, out var read))
                rules.Add(new IgnoreRule(read, isException, written, place));
            else
                problems.Add(ContextsProblems.BadPattern(place, written));
        }

        return rules;
    }

    // The engine cleans a second time, with the '!' in front: '!../../a' loses it on the way.
    private static string Clean(string written)
    {
        var isException = written[0] == '!';
        var pattern = GoPaths.Clean(isException ? written[1..].Trim() : written);
        if (pattern is ['/', _, ..])
            pattern = pattern[1..];
        return GoPaths.Clean(isException ? "!" + pattern : pattern);
    }
}
