using System.Text.RegularExpressions;

namespace Slipway.Containers.Dockerfiles;

/// <summary>Reads the <c># name=value</c> lines at the top of a Dockerfile.</summary>
/// <param name="path">The file, for places.</param>
/// <param name="problems">Takes what is wrong.</param>
internal sealed partial class DockerfileDirectives(string path, List<Problem> problems)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private bool _done;

    /// <summary>The front-end image.</summary>
    public string? Syntax { get; private set; }

    /// <summary>What the checks of the front end are set to.</summary>
    public string? Check { get; private set; }

    /// <summary>The escape character.</summary>
    public char Escape { get; private set; } = '\\';

    /// <summary>Looks at a line: anything but a directive ends them.</summary>
    /// <param name="line">The line without blanks before it.</param>
    /// <param name="number">Its number.</param>
    public void Look(string line, int number)
    {
        if (_done)
            return;
        if (line is not ['#', .. var comment] || Read(comment) is not { } directive)
        {
            _done = true;
            return;
        }

        var place = new Place(path, number, 1);
        if (!_seen.Add(directive.Name))
            problems.Add(DockerfilesProblems.DirectiveTwice(place, directive.Name));
        else if (directive.Name == "syntax")
            Syntax = directive.Value.Split(' ', 2)[0];
        else if (directive.Name == "check")
            Check = directive.Value;
        else if (directive.Value is "\\" or "`")
            Escape = directive.Value[0];
        else
            problems.Add(DockerfilesProblems.BadEscape(place, directive.Value));
    }

    /// <summary>
    /// The front end that lines with <c>#!</c> above it or <c>//</c> in place of <c>#</c> name: the tools that choose it
    /// look for these too.
    /// </summary>
    /// <param name="lines">The file.</param>
    public static string? OtherSyntax(string[] lines)
    {
        var first = lines[0].StartsWith("#!", StringComparison.Ordinal) ? 1 : 0;
        foreach (var mark in (string[])["#", "//"])
        {
            for (var i = first; i < lines.Length && lines[i].StartsWith(mark, StringComparison.Ordinal); i++)
            {
                if (Read(lines[i][mark.Length..]) is not { } directive)
                    break;
                if (directive.Name == "syntax")
                    return directive.Value.Split(' ', 2)[0];
            }
        }

        return null;
    }

    private static (string Name, string Value)? Read(string comment)
    {
        if (!comment.Contains('=', StringComparison.Ordinal))
            return null;
        var match = DirectivePattern().Match(comment);
        var name = match.Groups["name"].Value.ToLowerInvariant();
        return match.Success && name is "syntax" or "escape" or "check" ? (name, match.Groups["value"].Value) : null;
    }

    [GeneratedRegex(@"\A\s*(?<name>[A-Za-z][A-Za-z0-9]*)[ \t\r\f]*=[ \t\r\f]*(?<value>.+?)[ \t\r\f]*\z", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex DirectivePattern();
}
