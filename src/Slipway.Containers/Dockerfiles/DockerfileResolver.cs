using System.Runtime.InteropServices;

namespace Slipway.Containers.Dockerfiles;

/// <summary>Finds out what building a stage needs.</summary>
/// <param name="dockerfile">The file.</param>
/// <param name="options">What it is built with.</param>
/// <param name="problems">Takes what cannot be resolved.</param>
internal sealed class DockerfileResolver(Dockerfile dockerfile, DockerfileOptions options, List<Problem> problems)
{
    private readonly Dictionary<string, string> _globals = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, StageWalk> _walks = [];
    private readonly List<BaseImage> _images = [];
    private readonly List<ContextSource> _sources = [];
    private readonly List<(DockerfileStage Stage, Place Place)> _path = [];

    /// <summary>The build of the target; of use only where no problem was found.</summary>
    public DockerfileTarget Resolve()
    {
        var target = dockerfile.Stage(options.Target);
        ReadGlobals();
        var walk = Walk(target);
        return new DockerfileTarget
        {
            Final = walk.Resolved!,
            Stages = [.. _walks.Values.Select(one => one.Resolved).OfType<ResolvedStage>()],
            ExternalImages = [.. _images.OrderBy(image => image.Place.Line)],
            ContextSources = [.. _sources.Distinct()],
            User = walk.User,
            HasHealthCheck = walk.HasHealthCheck,
            ExposedPorts = [.. walk.Ports.Distinct(StringComparer.Ordinal)],
        };
    }

    private static string DefaultPlatform => RuntimeInformation.OSArchitecture switch
    {
        Architecture.Arm64 => "linux/arm64",
        Architecture.Arm => "linux/arm/v7",
        Architecture.S390x => "linux/s390x",
        Architecture.Ppc64le => "linux/ppc64le",
        Architecture.RiscV64 => "linux/riscv64",
        Architecture.X86 => "linux/386",
        _ => "linux/amd64",
    };

    private void ReadGlobals()
    {
        AddPlatform("BUILD", DefaultPlatform);
        AddPlatform("TARGET", options.Platform ?? DefaultPlatform);
        var expander = new WordExpander(dockerfile.Escape, _globals.GetValueOrDefault);
        foreach (var instruction in dockerfile.GlobalArgs)
        {
            foreach (var word in DockerfileWords.Split(instruction.Arguments, dockerfile.Escape))
            {
                var (name, written) = Pair(word);
                var value = options.Args.GetValueOrDefault(name) ?? (written is null ? null : Expand(expander, written, instruction.Place));
                if (value is not null)
                    _globals[name] = value;
            }
        }
    }

    private void AddPlatform(string prefix, string platform)
    {
        var parts = platform.Split('/');
        _globals[prefix + "PLATFORM"] = platform;
        _globals[prefix + "OS"] = parts[0];
        _globals[prefix + "ARCH"] = parts.Length > 1 ? parts[1] : "";
        _globals[prefix + "VARIANT"] = parts.Length > 2 ? parts[2] : "";
    }

    private StageWalk Walk(DockerfileStage stage)
    {
        if (_walks.TryGetValue(stage.Index, out var done))
            return done;
        var start = _path.FindIndex(step => step.Stage.Index == stage.Index);
        if (start >= 0)
        {
            var circle = _path[start..].ConvertAll(step => (step.Stage.DisplayName, step.Place));
            problems.Add(DockerfilesProblems.Circle(circle));
            return new StageWalk();
        }

        var walk = new StageWalk();
        var expander = new WordExpander(dockerfile.Escape, _globals.GetValueOrDefault);
        var baseName = Expand(expander, stage.BaseName, stage.Place);
        var platform = stage.Platform is null ? null : Expand(expander, stage.Platform, stage.Place);
        var resolved = Base(stage, baseName, platform, walk);
        var copied = new List<DockerfileStage>();
        foreach (var instruction in stage.Instructions)
            Visit(stage, instruction, walk, copied);
        walk.Resolved = resolved with { CopiesFrom = [.. copied.DistinctBy(one => one.Index)] };
        _walks[stage.Index] = walk;
        return walk;
    }

    private ResolvedStage Base(DockerfileStage stage, string baseName, string? platform, StageWalk walk)
    {
        var resolved = new ResolvedStage
        {
            Stage = stage,
            BaseName = baseName,
            Platform = string.IsNullOrEmpty(platform) ? null : platform,
        };
        if (options.Contexts.Contains(baseName, StringComparer.OrdinalIgnoreCase))
            return resolved;
        // Only a name is looked for among the stages here: FROM 0 is an image called 0.
        var earlier = dockerfile.FindStage(baseName, stage.Index);
        if (earlier?.Name is not null && !char.IsAsciiDigit(baseName[0]))
        {
            _path.Add((stage, stage.Place));
            walk.Inherit(Walk(earlier));
            _path.RemoveAt(_path.Count - 1);
            return resolved with { BaseStage = earlier };
        }

        if (baseName == "scratch")
        {
            walk.HasHealthCheck = false;
            walk.KnowsAllVariables = true;
            return resolved;
        }

        if (baseName.Length == 0)
            problems.Add(DockerfilesProblems.BlankBase(stage.Place, stage.BaseName));
        else if (!ImageReference.TryParse(baseName, out var image))
            problems.Add(DockerfilesProblems.BadBase(stage.Place, stage.BaseName));
        else
            return resolved with { BaseImage = AddImage(image!, resolved.Platform, stage.Place) };
        return resolved;
    }

    private ImageReference AddImage(ImageReference image, string? platform, Place place)
    {
        if (!_images.Exists(known => known.Image == image && known.Platform == platform))
            _images.Add(new BaseImage(image, platform, place));
        return image;
    }

    private void Visit(DockerfileStage stage, DockerfileInstruction instruction, StageWalk walk, List<DockerfileStage> copied)
    {
        // Variables of the base image are not known here.
        var unknown = false;
        var expander = new WordExpander(dockerfile.Escape, name =>
        {
            var value = walk.Variables.GetValueOrDefault(name);
            unknown |= value is null && !walk.KnowsAllVariables;
            return value;
        });
        switch (instruction.Keyword)
        {
            case "ARG":
                Declare(instruction, walk, expander);
                break;
            case "ENV":
                foreach (var (name, value) in EnvironmentPairs(instruction))
                    walk.SetEnvironment(name, Expand(expander, value, instruction.Place));
                break;
            case "USER":
                walk.User = Expand(expander, instruction.Arguments, instruction.Place);
                break;
            case "HEALTHCHECK":
                walk.HasHealthCheck = !instruction.Arguments.Equals("NONE", StringComparison.OrdinalIgnoreCase);
                break;
            case "EXPOSE":
                walk.Ports.AddRange(DockerfileWords.Split(Expand(expander, instruction.Arguments, instruction.Place))
                    .Select(port => port.Contains('/', StringComparison.Ordinal) ? port : port + "/tcp"));
                break;
            case "ONBUILD" when instruction.Inner is { } inner and not { Keyword: "USER" or "HEALTHCHECK" or "ENV" or "ARG" or "EXPOSE" }:
                Visit(stage, inner, walk, copied);
                break;
            case "RUN":
                foreach (var mount in instruction.Flags.Where(flag => flag.Name == "mount"))
                    Mount(stage, instruction, Expand(expander, mount.Value, instruction.Place), copied, unknown);
                break;
            case "COPY" or "ADD":
                Copy(stage, instruction, expander, copied, () => unknown);
                break;
        }
    }

    private void Declare(DockerfileInstruction instruction, StageWalk walk, WordExpander expander)
    {
        foreach (var word in DockerfileWords.Split(instruction.Arguments, dockerfile.Escape))
        {
            var (name, written) = Pair(word);
            var value = options.Args.GetValueOrDefault(name)
                ?? (written is null ? _globals.GetValueOrDefault(name) : Expand(expander, written, instruction.Place));
            walk.SetArgument(name, value ?? "");
        }
    }

    private void Copy(
        DockerfileStage stage, DockerfileInstruction instruction, WordExpander expander, List<DockerfileStage> copied, Func<bool> unknown)
    {
        if (instruction.Flag("from") is { Length: > 0 } from)
        {
            From(stage, instruction, from, copied);
            return;
        }

        var words = instruction.List ?? DockerfileWords.Split(instruction.Arguments, dockerfile.Escape);
        foreach (var word in words.SkipLast(1).Where(word => !word.StartsWith("<<", StringComparison.Ordinal)))
        {
            var source = instruction.List is null || word.Contains('$', StringComparison.Ordinal)
                ? Expand(expander, word, instruction.Place)
                : word;
            if (instruction.Keyword == "ADD" && (source.Contains("://", StringComparison.Ordinal) || source.StartsWith("git@", StringComparison.Ordinal)))
                continue;
            _sources.Add(new ContextSource(unknown() ? "." : Clean(source), instruction.Place));
        }
    }

    private void Mount(
        DockerfileStage stage, DockerfileInstruction instruction, string mount, List<DockerfileStage> copied, bool unknown)
    {
        var fields = mount.Split(',').Select(field => field.Split('=', 2))
            .GroupBy(pair => pair[0].Trim().ToLowerInvariant(), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last() is [_, var value] ? value : "", StringComparer.Ordinal);
        var type = fields.GetValueOrDefault("type") ?? "bind";
        if (type is not ("bind" or "cache"))
            return;
        if (fields.GetValueOrDefault("from") is { Length: > 0 } from)
            From(stage, instruction, from, copied);
        else if (type == "bind")
            _sources.Add(new ContextSource(unknown ? "." : Clean(fields.GetValueOrDefault("source") ?? fields.GetValueOrDefault("src") ?? "."), instruction.Place));
    }

    private void From(DockerfileStage stage, DockerfileInstruction instruction, string from, List<DockerfileStage> copied)
    {
        if (options.Contexts.Contains(from, StringComparer.OrdinalIgnoreCase) || from is "scratch" or "context")
            return;
        var source = dockerfile.FindStage(from, dockerfile.Stages.Count);
        if (source is not null)
        {
            copied.Add(source);
            _path.Add((stage, instruction.Place));
            Walk(source);
            _path.RemoveAt(_path.Count - 1);
        }
        else if (!from.All(char.IsAsciiDigit) && ImageReference.TryParse(from, out var image))
        {
            AddImage(image!, null, instruction.Place);
        }
        else
        {
            problems.Add(DockerfilesProblems.UnknownSource(
                instruction.Place, instruction.Keyword, from, dockerfile.Stages.Select(one => one.Name).OfType<string>()));
        }
    }

    private string Expand(WordExpander expander, string text, Place place)
    {
        if (expander.Expand(text) is { } expanded)
            return expanded;
        problems.Add(DockerfilesProblems.BadExpansion(place, text));
        return "";
    }

    private IEnumerable<(string Name, string Value)> EnvironmentPairs(DockerfileInstruction instruction)
    {
        var words = DockerfileWords.Split(instruction.Arguments, dockerfile.Escape);
        if (words.Count > 0 && !words[0].Contains('=', StringComparison.Ordinal))
            return [(words[0], instruction.Arguments[words[0].Length..].Trim())];
        return words.Select(word => Pair(word)).Select(pair => (pair.Name, pair.Value ?? ""));
    }

    private static (string Name, string? Value) Pair(string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (word, null) : (word[..equals], word[(equals + 1)..]);
    }

    // The context is the root: what climbs above it stays in it.
    private static string Clean(string source)
    {
        var parts = new List<string>();
        foreach (var part in source.Split('/'))
        {
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else if (part is not ("" or "." or ".."))
                parts.Add(part);
        }

        return parts.Count == 0 ? "." : string.Join('/', parts);
    }
}
