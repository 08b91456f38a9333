namespace Slipway.Containers.Dockerfiles;

/// <summary>Joins the lines of a Dockerfile into those that hold an instruction each.</summary>
internal sealed class DockerfileLines
{
    private readonly string[] _lines;
    private int _next;

    /// <summary>Prepares to read <paramref name="text"/>.</summary>
    /// <param name="text">What the file holds.</param>
    /// <param name="path">The file, for places.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public DockerfileLines(string text, string path, List<Problem> problems)
    {
        _lines = text.TrimStart('\uFEFF').Split('\n');
        Directives = new DockerfileDirectives(path, problems);
    }

    /// <summary>What the lines at the top say, as far as they were read.</summary>
    public DockerfileDirectives Directives { get; }

    /// <summary>The front end, also where only the tools that choose it see it.</summary>
    public string? Syntax => Directives.Syntax ?? DockerfileDirectives.OtherSyntax(_lines);

    /// <summary>The next line that holds an instruction, or <see langword="null"/> at the end.</summary>
    public LogicalLine? Read()
    {
        while (_next < _lines.Length)
        {
            var raw = _lines[_next++].TrimEnd('\r');
            var line = raw.TrimStart();
            Directives.Look(line, _next);
            if (line is not ([] or ['#', ..]))
                return Join(line, raw.Length - line.Length + 1);
        }

        return null;
    }

    /// <summary>The next line as it is, with its line break; <see langword="null"/> at the end.</summary>
    public string? ReadRaw()
    {
        if (_next >= _lines.Length)
            return null;
        var line = _lines[_next];
        var isLast = _next == _lines.Length - 1;
        // What follows the last line break is a line only if there is something.
        if (isLast && line.Length == 0)
            return null;
        _next++;
        return isLast ? line : line + "\n";
    }

    /// <summary>The number of the line that was read last.</summary>
    public int LineNumber => _next;

    private LogicalLine Join(string first, int column)
    {
        var joined = new LogicalLine();
        var continues = Continues(first, out var kept);
        joined.Add(kept, _next, column);
        while (continues && _next < _lines.Length)
        {
            var line = _lines[_next++].TrimEnd('\r');
            // The last line break ends the file's last line.
            if (line.Length == 0 && _next == _lines.Length)
                break;
            if (line.AsSpan().TrimStart() is [] or ['#', ..])
            {
                joined.Skip(_next);
                continue;
            }

            continues = Continues(line, out kept);
            joined.Add(kept, _next, 1);
        }

        return joined;
    }

    // An escape character at the end continues the line, two of them do not.
    private bool Continues(string line, out string kept)
    {
        var trimmed = line.AsSpan().TrimEnd(" \t");
        var continues = trimmed.Length > 0 && trimmed[^1] == Directives.Escape && (trimmed.Length == 1 || trimmed[^2] != Directives.Escape);
        kept = continues ? trimmed[..^1].ToString() : line;
        return continues;
    }
}
