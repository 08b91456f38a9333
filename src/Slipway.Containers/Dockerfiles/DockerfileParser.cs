using System.Text.RegularExpressions;

namespace Slipway.Containers.Dockerfiles;

/// <summary>Reads the instructions of a Dockerfile into stages.</summary>
/// <param name="text">What the file holds.</param>
/// <param name="path">The file, for places.</param>
/// <param name="problems">Takes what is wrong.</param>
internal sealed partial class DockerfileParser(string text, string path, List<Problem> problems)
{
    private readonly List<DockerfileInstruction> _globalArgs = [];
    private readonly List<DockerfileStage> _stages = [];
    private List<DockerfileInstruction> _instructions = [];

    /// <summary>The Dockerfile; of use only where no problem was found.</summary>
    public Dockerfile Parse()
    {
        var lines = new DockerfileLines(text, path, problems);
        var reader = new InstructionReader(lines, path, problems);
        var any = false;
        while (reader.Read() is { } instruction)
        {
            any = true;
            Add(instruction);
        }

        if (_stages.Count == 0 && problems.Count == 0)
            problems.Add(any ? DockerfilesProblems.NoFrom(path) : DockerfilesProblems.NoInstructions(path));
        return new Dockerfile
        {
            Path = path,
            Text = text,
            Syntax = lines.Syntax,
            Check = lines.Directives.Check,
            Escape = lines.Directives.Escape,
            GlobalArgs = _globalArgs,
            Stages = _stages,
        };
    }

    private void Add(DockerfileInstruction instruction)
    {
        if (instruction.Keyword == "FROM")
        {
            _instructions = [];
            _stages.Add(Stage(instruction));
        }
        else if (_stages.Count > 0)
        {
            _instructions.Add(instruction);
        }
        else if (instruction.Keyword == "ARG")
        {
            _globalArgs.Add(instruction);
        }
        else if (InstructionFlags.Knows(instruction.Keyword))
        {
            problems.Add(DockerfilesProblems.BeforeFrom(instruction.Place, instruction.Keyword));
        }
    }

    private DockerfileStage Stage(DockerfileInstruction from)
    {
        var words = from.Words;
        if (words.Count is not (1 or 3) || (words.Count == 3 && !words[1].Equals("AS", StringComparison.OrdinalIgnoreCase)))
            problems.Add(DockerfilesProblems.BadFrom(from.Place));
        var name = words.Count == 3 ? words[2].ToLowerInvariant() : null;
        if (name is not null && !NamePattern().IsMatch(name))
            problems.Add(DockerfilesProblems.BadStageName(from.Place, words[2]));
        return new DockerfileStage
        {
            Index = _stages.Count,
            Name = name,
            BaseName = words.Count > 0 ? words[0] : "",
            Platform = from.Flag("platform"),
            Place = from.Place,
            EndLine = from.EndLine,
            Instructions = _instructions,
        };
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9-_.]*\z", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex NamePattern();
}
