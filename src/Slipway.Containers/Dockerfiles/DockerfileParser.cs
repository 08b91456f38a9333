using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Slipway.Containers.Dockerfiles;

/// <summary>Reads the lines of a Dockerfile into instructions and stages.</summary>
internal sealed partial class DockerfileParser
{
    private static readonly string[] NoFlags = [];

    // Each instruction and its flags; those without flags take what looks like one as an argument.
    private static readonly Dictionary<string, string[]> Keywords = new(StringComparer.Ordinal)
    {
        ["ADD"] = ["chown", "chmod", "link", "keep-git-dir", "checksum", "exclude", "unpack"],
        ["ARG"] = NoFlags,
        ["CMD"] = NoFlags,
        ["COPY"] = ["from", "chown", "chmod", "link", "parents", "exclude"],
        ["ENTRYPOINT"] = NoFlags,
        ["ENV"] = NoFlags,
        ["EXPOSE"] = NoFlags,
        ["FROM"] = ["platform"],
        ["HEALTHCHECK"] = ["interval", "timeout", "start-period", "start-interval", "retries"],
        ["LABEL"] = NoFlags,
        ["MAINTAINER"] = NoFlags,
        ["ONBUILD"] = NoFlags,
        ["RUN"] = ["mount", "network", "security", "device"],
        ["SHELL"] = NoFlags,
        ["STOPSIGNAL"] = NoFlags,
        ["USER"] = NoFlags,
        ["VOLUME"] = NoFlags,
        ["WORKDIR"] = NoFlags,
    };

    private readonly string _text;
    private readonly string _path;
    private readonly List<Problem> _problems;
    private readonly string[] _lines;
    private char _escape = '\\';
    private int _next;

    /// <summary>Prepares to read <paramref name="text"/>.</summary>
    /// <param name="text">What the file holds.</param>
    /// <param name="path">The file, for places.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public DockerfileParser(string text, string path, List<Problem> problems)
    {
        _text = text;
        _path = path;
        _problems = problems;
        _lines = text.TrimStart('\uFEFF').Split('\n');
        for (var i = 0; i < _lines.Length; i++)
            _lines[i] = _lines[i].TrimEnd('\r');
    }

    /// <summary>The Dockerfile; of use only where no problem was found.</summary>
    public Dockerfile Parse()
    {
        var syntax = ReadDirectives();
        var globalArgs = new List<DockerfileInstruction>();
        var stages = new List<DockerfileStage>();
        var instructions = new List<DockerfileInstruction>();
        var any = false;
        while (ReadInstruction() is { } instruction)
        {
            any = true;
            if (instruction.Keyword == "FROM")
            {
                instructions = [];
                stages.Add(Stage(instruction, stages.Count, instructions));
            }
            else if (stages.Count > 0)
            {
                instructions.Add(instruction);
            }
            else if (instruction.Keyword == "ARG")
            {
                globalArgs.Add(instruction);
            }
            else if (Keywords.ContainsKey(instruction.Keyword))
            {
                _problems.Add(DockerfilesProblems.BeforeFrom(instruction.Place, instruction.Keyword));
            }
        }

        if (stages.Count == 0 && _problems.Count == 0)
            _problems.Add(any ? DockerfilesProblems.NoFrom(_path) : DockerfilesProblems.NoInstructions(_path));
        return new Dockerfile
        {
            Path = _path,
            Text = _text,
            Syntax = syntax,
            Escape = _escape,
            GlobalArgs = globalArgs,
            Stages = stages,
        };
    }

    private DockerfileStage Stage(DockerfileInstruction from, int index, List<DockerfileInstruction> instructions)
    {
        var words = from.Arguments.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is not (1 or 3) || (words.Length == 3 && !words[1].Equals("AS", StringComparison.OrdinalIgnoreCase)))
            _problems.Add(DockerfilesProblems.BadFrom(from.Place));
        var name = words.Length == 3 ? words[2].ToLowerInvariant() : null;
        if (name is not null && !StageNamePattern().IsMatch(name))
            _problems.Add(DockerfilesProblems.BadStageName(from.Place, words[2]));
        return new DockerfileStage
        {
            Index = index,
            Name = name,
            BaseName = words.Length > 0 ? words[0] : "",
            Platform = from.Flag("platform"),
            Place = from.Place,
            Instructions = instructions,
        };
    }

    // "# name=value" lines count as directives only at the very top.
    private string? ReadDirectives()
    {
        string? syntax = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (_lines[0].StartsWith("#!", StringComparison.Ordinal))
            _next = 1;
        for (; _next < _lines.Length; _next++)
        {
            var match = DirectivePattern().Match(_lines[_next]);
            var name = match.Groups["name"].Value.ToLowerInvariant();
            if (!match.Success || name is not ("syntax" or "escape" or "check"))
                break;
            if (!seen.Add(name))
                _problems.Add(DockerfilesProblems.DirectiveTwice(Here(_next), name));
            var value = match.Groups["value"].Value;
            if (name == "syntax")
                syntax = value.Split(' ', 2)[0];
            else if (name == "escape" && value is "\\" or "`")
                _escape = value[0];
            else if (name == "escape")
                _problems.Add(DockerfilesProblems.BadEscape(Here(_next), value));
        }

        return syntax;
    }

    private DockerfileInstruction? ReadInstruction()
    {
        while (_next < _lines.Length && IsSkipped(_lines[_next]))
            _next++;
        if (_next >= _lines.Length)
            return null;
        var place = Here(_next);
        var line = ReadLogicalLine();
        return ParseLine(line, place);
    }

    private string ReadLogicalLine()
    {
        var joined = new StringBuilder();
        var first = true;
        while (_next < _lines.Length)
        {
            var line = _lines[_next++];
            if (first)
                line = line.TrimStart();
            else if (IsSkipped(line))
                continue;
            first = false;
            if (!Continues(line, out var kept))
            {
                joined.Append(line);
                break;
            }

            joined.Append(kept);
        }

        return joined.ToString();
    }

    // An escape character at the end continues the line, two of them do not.
    private bool Continues(string line, out string kept)
    {
        var trimmed = line.TrimEnd(' ', '\t');
        kept = trimmed.Length > 0 ? trimmed[..^1] : trimmed;
        return trimmed.Length > 0 && trimmed[^1] == _escape && (trimmed.Length == 1 || trimmed[^2] != _escape);
    }

    private DockerfileInstruction ParseLine(string line, Place place, bool isInner = false)
    {
        var end = line.IndexOfAny([' ', '\t']);
        var word = end < 0 ? line.TrimEnd() : line[..end];
        var keyword = word.ToUpperInvariant();
        var rest = end < 0 ? "" : line[end..].Trim();
        if (!Keywords.TryGetValue(keyword, out var known))
        {
            _problems.Add(DockerfilesProblems.UnknownInstruction(place, word, Keywords.Keys));
            return new DockerfileInstruction { Keyword = keyword, Place = place, Arguments = rest };
        }

        var flags = known.Length > 0 ? ReadFlags(ref rest) : [];
        foreach (var flag in flags.Where(flag => !known.Contains(flag.Name, StringComparer.Ordinal)))
            _problems.Add(DockerfilesProblems.UnknownFlag(place, keyword, flag.Name, known));
        var list = keyword is "ADD" or "CMD" or "COPY" or "ENTRYPOINT" or "RUN" or "SHELL" or "VOLUME" ? ReadList(rest) : null;
        var inner = keyword == "ONBUILD" && !isInner && rest.Length > 0 ? ParseLine(rest, place, isInner: true) : null;
        // Inside ONBUILD the inner instruction reads the texts.
        var heredocs = inner?.Heredocs ?? (keyword is "ADD" or "COPY" or "RUN" && list is null ? ReadHeredocs(rest, place) : []);
        var needed = Needed(keyword, rest, list, heredocs);
        if (needed is not null)
            _problems.Add(DockerfilesProblems.NoArguments(place, keyword, needed));
        return new DockerfileInstruction
        {
            Keyword = keyword,
            Place = place,
            Flags = flags,
            Arguments = rest,
            List = list,
            Heredocs = heredocs,
            Inner = inner,
        };
    }

    private static string? Needed(string keyword, string rest, List<string>? list, IReadOnlyList<Heredoc> heredocs) => keyword switch
    {
        // An empty list empties the command.
        "CMD" or "ENTRYPOINT" or "FROM" => null,
        "COPY" or "ADD" when heredocs.Count == 0 && (list?.Count ?? DockerfileWords.Split(rest).Count) < 2 =>
            "at least one source and a destination",
        "SHELL" when list is null => "a JSON list such as [\"/bin/bash\", \"-c\"]",
        _ when rest.Length == 0 => "an argument",
        _ => null,
    };

    private List<DockerfileFlag> ReadFlags(ref string rest)
    {
        var flags = new List<DockerfileFlag>();
        while (rest.StartsWith("--", StringComparison.Ordinal))
        {
            var word = DockerfileWords.First(rest, _escape, out var length);
            rest = rest[length..].TrimStart();
            if (word == "--")
                break;
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            flags.Add(equals < 0 ? new DockerfileFlag(word[2..], "") : new DockerfileFlag(word[2..equals], word[(equals + 1)..]));
        }

        return flags;
    }

    private static List<string>? ReadList(string text)
    {
        if (!text.StartsWith('['))
            return null;
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
                ? [.. json.RootElement.EnumerateArray().Select(item => item.GetString()!)]
                : null;
        }
        catch (JsonException)
        {
            // Not a list after all: BuildKit takes it as a shell command too.
            return null;
        }
    }

    private List<Heredoc> ReadHeredocs(string arguments, Place place)
    {
        var heredocs = new List<Heredoc>();
        foreach (var word in DockerfileWords.Split(arguments))
        {
            var match = HeredocPattern().Match(word);
            var written = match.Groups["name"].Value;
            var name = written.Replace("\"", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal);
            if (!match.Success || name.Length == 0)
                continue;
            var content = new StringBuilder();
            var closed = false;
            while (!closed && _next < _lines.Length)
            {
                var line = match.Groups["dash"].Length > 0 ? _lines[_next].TrimStart('\t') : _lines[_next];
                _next++;
                closed = line == name;
                if (!closed)
                    content.Append(line).Append('\n');
            }

            if (!closed)
                _problems.Add(DockerfilesProblems.OpenHeredoc(place, name));
            heredocs.Add(new Heredoc(name, content.ToString(), written == name));
        }

        return heredocs;
    }

    private static bool IsSkipped(string line) => line.AsSpan().TrimStart() is [] or ['#', ..];

    private Place Here(int index) => new(_path, index + 1);

    [GeneratedRegex(@"\A#\s*(?<name>[A-Za-z][A-Za-z0-9]*)\s*=\s*(?<value>.+?)\s*\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DirectivePattern();

    [GeneratedRegex(@"\A[a-z][a-z0-9-_.]*\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StageNamePattern();

    [GeneratedRegex(@"\A[0-9]*<<(?<dash>-?)(?<name>[^<]+)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HeredocPattern();
}
