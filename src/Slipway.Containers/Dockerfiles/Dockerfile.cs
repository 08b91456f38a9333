namespace Slipway.Containers.Dockerfiles;

/// <summary>A Dockerfile as BuildKit reads it.</summary>
public sealed record Dockerfile
{
    /// <summary>The file, as places name it.</summary>
    public required string Path { get; init; }

    /// <summary>The file's text.</summary>
    public required string Text { get; init; }

    /// <summary>The front-end image of a <c># syntax=</c> line, where there is one.</summary>
    public string? Syntax { get; init; }

    /// <summary>The text of a <c># check=</c> line, where there is one.</summary>
    public string? Check { get; init; }

    /// <summary>The escape character. <c>\</c> unless a <c># escape=</c> line says otherwise.</summary>
    public char Escape { get; init; } = '\\';

    /// <summary>The <c>ARG</c>s above the first <c>FROM</c>.</summary>
    public required IReadOnlyList<DockerfileInstruction> GlobalArgs { get; init; }

    /// <summary>The stages; at least one.</summary>
    public required IReadOnlyList<DockerfileStage> Stages { get; init; }

    /// <summary>Reads <paramref name="text"/>.</summary>
    /// <param name="text">What the file holds.</param>
    /// <param name="path">The file, for places.</param>
    /// <exception cref="ProblemException">Everything that is wrong with the file, at once.</exception>
    public static Dockerfile Parse(string text, string path)
    {
        var problems = new List<Problem>();
        var dockerfile = new DockerfileParser(text, path, problems).Parse();
        return problems.Count == 0 ? dockerfile : throw new ProblemException(problems);
    }

    /// <summary>Reads the file at <paramref name="path"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The file's name in places; <paramref name="path"/> unless set.</param>
    /// <exception cref="ProblemException">The file cannot be read, or everything that is wrong with it.</exception>
    public static Dockerfile Load(string path, string? name = null)
    {
        try
        {
            return Parse(File.ReadAllText(path), name ?? path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(DockerfilesProblems.CannotRead(name ?? path, e));
        }
    }

    /// <summary>The stage called <paramref name="target"/>, or the last one. Of several with a name the last one counts.</summary>
    /// <param name="target">A name in any case, or <see langword="null"/>.</param>
    /// <exception cref="ProblemException">There is no such stage.</exception>
    public DockerfileStage Stage(string? target = null) =>
        string.IsNullOrEmpty(target)
            ? Stages[^1]
            : FindStage(target)
                ?? throw new ProblemException(DockerfilesProblems.UnknownTarget(Path, target, Stages.Select(stage => stage.Name).OfType<string>()));

    /// <summary>What building with <paramref name="options"/> needs and yields.</summary>
    /// <param name="options">Target, arguments, platform; the last stage without arguments unless given.</param>
    /// <exception cref="ProblemException">The target is unknown, or a needed stage cannot be resolved.</exception>
    public DockerfileTarget Resolve(DockerfileOptions? options = null)
    {
        var problems = new List<Problem>();
        var target = new DockerfileResolver(this, options ?? new DockerfileOptions(), problems).Resolve();
        return problems.Count == 0 && target is not null ? target : throw new ProblemException(problems);
    }

    /// <summary>The images from outside that building <paramref name="target"/> needs.</summary>
    /// <param name="target">The stage to build; the last one unless given.</param>
    /// <param name="args">The build arguments; none unless given.</param>
    /// <exception cref="ProblemException">See <see cref="Resolve"/>.</exception>
    public IReadOnlyList<BaseImage> ExternalImages(string? target = null, IReadOnlyDictionary<string, string>? args = null)
    {
        var options = new DockerfileOptions { Target = target };
        return Resolve(args is null ? options : options with { Args = args }).ExternalImages;
    }

    /// <summary>The last stage of that name, in any case.</summary>
    internal DockerfileStage? FindStage(string name) => Stages.LastOrDefault(stage => name.Equals(stage.Name, StringComparison.OrdinalIgnoreCase));
}
