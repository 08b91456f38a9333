namespace Slipway.Containers.Linting;

/// <summary>The comments of a file that allow what a rule forbids.</summary>
/// <remarks>
/// <c># slipway-lint allow SL101 SL106: reason</c> counts for its own line, or where it stands alone for the next line that
/// is no comment; above the first line of a file's content, with <c>allow-file</c>, for the whole file.
/// </remarks>
internal sealed class Suppressions
{
    private const string Mark = "slipway-lint ";

    private readonly HashSet<(int Line, string Rule)> _lines = [];
    private readonly HashSet<string> _file = new(StringComparer.OrdinalIgnoreCase);

    private Suppressions()
    {
    }

    public static Suppressions Read(string text)
    {
        var suppressions = new Suppressions();
        var pending = new List<string>();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            var comment = line.IndexOf('#', StringComparison.Ordinal);
            var mark = comment < 0 ? -1 : line.IndexOf(Mark, comment, StringComparison.Ordinal);
            if (mark >= 0)
                suppressions.Take(line[(mark + Mark.Length)..], number, pending);
            if (line.AsSpan().Trim() is ['#', ..] or [])
                continue;
            foreach (var rule in pending)
                suppressions._lines.Add((number, rule));
            pending.Clear();
        }

        return suppressions;
    }

    public bool Covers(LintFinding finding) =>
        _file.Contains(finding.Rule.Id) || _lines.Contains((finding.Place.Line, finding.Rule.Id));

    // What follows a colon is the reason.
    private void Take(string text, int line, List<string> pending)
    {
        var words = text.Split(':')[0].Split([' ', ',', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
        if (words is ["allow-file", .. var rules])
        {
            _file.UnionWith(rules);
        }
        else if (words is ["allow", .. var here])
        {
            pending.AddRange(here.Select(rule => rule.ToUpperInvariant()));
            _lines.UnionWith(here.Select(rule => (line, rule.ToUpperInvariant())));
        }
    }
}
