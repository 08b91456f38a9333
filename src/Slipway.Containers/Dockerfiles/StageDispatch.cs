namespace Slipway.Containers.Dockerfiles;

/// <summary>Carries out the instructions of a stage on what is known of it.</summary>
/// <param name="dockerfile">The file.</param>
/// <param name="options">What it is built with.</param>
/// <param name="globals">The arguments above the first <c>FROM</c>.</param>
/// <param name="walk">What is known of the stage.</param>
/// <param name="sources">Takes what is reached of the context.</param>
/// <param name="problems">Takes what cannot be carried out.</param>
internal sealed class StageDispatch(
    Dockerfile dockerfile, DockerfileOptions options, IReadOnlyDictionary<string, string> globals, StageWalk walk, List<ContextSource> sources, List<Problem> problems)
{
    private bool _isUnknown;

    /// <summary>Carries out <paramref name="instruction"/>.</summary>
    public void Visit(DockerfileInstruction instruction)
    {
        switch (instruction.Keyword)
        {
            case "ARG":
                Declare(instruction);
                break;
            case "ENV":
                foreach (var (name, value) in Pairs(instruction))
                    walk.SetEnvironment(name, value);
                break;
            case "LABEL":
                foreach (var (name, value) in Pairs(instruction))
                    walk.Labels[name] = value;
                break;
            case "USER":
                walk.User = Known(instruction.Arguments, instruction);
                break;
            case "WORKDIR":
                Enter(instruction);
                break;
            case "STOPSIGNAL":
                Signal(instruction);
                break;
            case "EXPOSE":
                foreach (var word in instruction.Words)
                    Expose(word, instruction);
                break;
            case "VOLUME":
                walk.Volumes.AddRange(instruction.Words.Select(word => Known(word.Trim(), instruction)).OfType<string>());
                break;
            case "HEALTHCHECK":
                walk.HealthCheck = instruction.HealthCheck;
                break;
            case "MAINTAINER":
                walk.Author = instruction.Arguments;
                break;
            case "SHELL":
                walk.Shell = instruction.List;
                break;
            case "ENTRYPOINT":
                walk.Entrypoint = walk.CommandOf(instruction);
                if (!walk.HasOwnCommand)
                    walk.Command = [];
                break;
            case "CMD":
                walk.Command = walk.CommandOf(instruction);
                walk.HasOwnCommand = true;
                break;
            case "ONBUILD":
                walk.Triggers.Add(instruction.Inner!);
                break;
            case "RUN":
                if (instruction.List is { Count: 0 })
                    problems.Add(DockerfilesProblems.NoArguments(instruction.Place, "RUN", "a command"));
                foreach (var mount in instruction.Flags.Where(flag => flag.Name == "mount"))
                    Mount(mount, instruction);
                break;
            case "COPY" or "ADD":
                new CopyDispatch(instruction, word => ExpandAlone(word, instruction), () => _isUnknown, sources, problems).Visit();
                ExpandTexts(instruction);
                break;
        }
    }

    // All values are expanded before the first is set.
    private List<(string Name, string? Value)> Pairs(DockerfileInstruction instruction) =>
        [.. instruction.Pairs.Select(pair => (Expand(pair.Name, instruction), Known(pair.Value ?? "", instruction)))];

    private void Declare(DockerfileInstruction instruction)
    {
        // As with ENV, all is expanded before the first is set.
        var pairs = instruction.Pairs.Select(pair => (Name: Expand(pair.Name, instruction), pair.Value, Known: pair.Value is null ? null : Known(pair.Value, instruction))).ToList();
        foreach (var (name, written, known) in pairs)
        {
            if (options.Args.TryGetValue(name, out var given))
                walk.Set(name, given);
            else if (written is not null)
                walk.Set(name, known);
            else if (globals.TryGetValue(name, out var global))
                walk.Set(name, global);
        }
    }

    private void Enter(DockerfileInstruction instruction)
    {
        walk.Directory = Known(instruction.Arguments, instruction) is { } path ? InStage(path) : null;
    }

    // A relative path starts at the working directory, which the base image may decide.
    private string? InStage(string path) => path.StartsWith('/') ? Contexts.GoPaths.Clean(path)
        : walk.Directory is null ? null
        : Contexts.GoPaths.Clean($"{walk.Directory}/{path}");

    private void Signal(DockerfileInstruction instruction)
    {
        walk.StopSignal = Known(instruction.Arguments, instruction);
        if (walk.StopSignal is not null && !StopSignals.IsKnown(walk.StopSignal))
            problems.Add(DockerfilesProblems.BadSignal(instruction.ArgumentsPlace, walk.StopSignal));
    }

    private void Expose(string written, DockerfileInstruction instruction)
    {
        try
        {
            _isUnknown = false;
            foreach (var word in Expander.Split(written))
            {
                if (ExposedPorts.Parse(word) is { } ports)
                    walk.Ports.Add(ports);
                else if (!_isUnknown)
                    problems.Add(DockerfilesProblems.BadPort(instruction.ArgumentsPlace, word));
            }
        }
        catch (WordException e)
        {
            problems.Add(DockerfilesProblems.BadExpansion(instruction.ArgumentsPlace, written, e.Message));
        }
    }

    private void Mount(DockerfileFlag flag, DockerfileInstruction instruction)
    {
        _isUnknown = false;
        var mount = RunMountReader.Read(flag, word => Expand(word, instruction), problems);
        if (mount is { Kind: RunMountKind.Bind or RunMountKind.Cache or RunMountKind.Tmpfs } && !_isUnknown && InStage(mount.Target) == "/")
            problems.Add(DockerfilesProblems.BadMount(flag.Place, flag.Value, "its target is the root"));
        // A cache without a source begins empty.
        if (mount is { Kind: RunMountKind.Bind, From.Length: 0 })
            sources.Add(ContextSource.Literal(_isUnknown ? "." : mount.Source, flag.Place));
    }

    private void ExpandTexts(DockerfileInstruction instruction)
    {
        foreach (var heredoc in instruction.Heredocs.Where(heredoc => heredoc.Expands && instruction.Words.Any(word => HeredocReader.Begin(word)?.Name == heredoc.Name)))
        {
            try
            {
                _ = new WordExpander('\\', Lookup, new WordOptions { IgnoreQuotes = true }).Expand(heredoc.Content);
            }
            catch (WordException e)
            {
                problems.Add(DockerfilesProblems.BadExpansion(instruction.Place, $"<<{heredoc.Name}", e.Message));
            }
        }
    }

    private WordExpander Expander => new(dockerfile.Escape, Lookup);

    private string? Lookup(string name)
    {
        if (walk.Variables.TryGetValue(name, out var value))
            return value;
        // Variables of the base image are not known here.
        _isUnknown |= !walk.IsComplete || walk.Unknown.Contains(name);
        return null;
    }

    // The value, or null where it depends on the base image.
    private string? Known(string text, DockerfileInstruction instruction)
    {
        var value = ExpandAlone(text, instruction);
        return _isUnknown ? null : value;
    }

    private string ExpandAlone(string text, DockerfileInstruction instruction)
    {
        _isUnknown = false;
        return Expand(text, instruction);
    }

    private string Expand(string text, DockerfileInstruction instruction)
    {
        try
        {
            return Expander.Expand(text);
        }
        catch (WordException e)
        {
            // Where a variable must be set, the base image may set it.
            if (!_isUnknown)
                problems.Add(DockerfilesProblems.BadExpansion(instruction.ArgumentsPlace, text, e.Message));
            return "";
        }
    }
}
