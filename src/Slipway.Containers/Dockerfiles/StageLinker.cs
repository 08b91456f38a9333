using System.Globalization;

namespace Slipway.Containers.Dockerfiles;

/// <summary>Finds what every stage of a Dockerfile stands on and takes files from.</summary>
/// <param name="dockerfile">The file.</param>
/// <param name="options">What it is built with.</param>
/// <param name="globals">The arguments above the first <c>FROM</c>.</param>
/// <param name="problems">Takes what cannot be found.</param>
internal sealed class StageLinker(Dockerfile dockerfile, DockerfileOptions options, IReadOnlyDictionary<string, string> globals, List<Problem> problems)
{
    private readonly Dictionary<string, StageLink> _byName = new(StringComparer.Ordinal);
    private readonly List<StageLink> _links = [];

    // Numbers count the stages, and on from there what instructions took from outside so far.
    private readonly List<StageSource> _outside = [];

    /// <summary>The stages in their order.</summary>
    public IReadOnlyList<StageLink> Link()
    {
        foreach (var stage in dockerfile.Stages)
            AddStage(stage);
        foreach (var link in _links.Where(link => !link.IsReplaced))
        {
            foreach (var instruction in link.Instructions)
                AddSources(link, instruction);
        }

        AddCircles();
        return _links;
    }

    private void AddStage(DockerfileStage stage)
    {
        var link = new StageLink
        {
            Stage = stage,
            BaseName = Expand(stage.BaseName, stage.Place),
            Platform = Platform(stage),
            IsReplaced = stage.Name is not null && IsContext(stage.Name),
            Instructions = stage.Instructions,
        };
        if (!link.IsReplaced)
            FindBase(link);
        _links.Add(link);
        if (stage.Name is not null)
            _byName[stage.Name] = link;
    }

    private void FindBase(StageLink link)
    {
        var (stage, name) = (link.Stage, link.BaseName);
        if (name.Length == 0)
        {
            problems.Add(DockerfilesProblems.BlankBase(stage.Place, stage.BaseName));
        }
        else if (_byName.TryGetValue(name, out var below))
        {
            link.BaseStage = below;
            link.Instructions = [.. Triggers(below), .. stage.Instructions];
        }
        else if (name == "scratch")
        {
            link.IsScratch = true;
        }
        else if (!IsContext(name))
        {
            link.BaseImage = ImageReference.TryParse(name, out var image) ? image : null;
            if (image is null)
                problems.Add(DockerfilesProblems.BadBase(stage.Place, stage.BaseName));
        }
    }

    private IEnumerable<DockerfileInstruction> Triggers(StageLink link) => link.IsReplaced ? [] : link.Stage.Instructions
        .Select(instruction => instruction.Inner)
        .OfType<DockerfileInstruction>()
        .Where(inner => InstructionChecks.CheckTrigger(inner, problems));

    private string? Platform(DockerfileStage stage)
    {
        if (string.IsNullOrEmpty(stage.Platform))
            return null;
        var platform = Expand(stage.Platform, stage.Place);
        if (!Platforms.IsReadable(platform))
            problems.Add(DockerfilesProblems.BadPlatform(stage.Place, stage.Platform, platform));
        return platform;
    }

    private void AddSources(StageLink link, DockerfileInstruction instruction)
    {
        if (instruction.Keyword == "COPY" && instruction.FindFlag("from") is { Value.Length: > 0 } from)
        {
            if (from.Value.AsSpan().IndexOfAny('$', dockerfile.Escape) >= 0)
                problems.Add(DockerfilesProblems.VariableInFrom(from.Place, from.Value));
            else if (int.TryParse(from.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
                AddNumbered(link, instruction, index);
            else
                link.Sources.Add(Find(instruction, from.Value, StageEdgeKind.Copy));
        }

        foreach (var mount in instruction.Keyword == "RUN" ? instruction.Flags.Where(flag => flag.Name == "mount") : [])
        {
            if (RunMountReader.From(mount) is not { } name)
                _outside.Add(new StageSource(null, null, StageEdgeKind.Mount, instruction.Place));
            else
                link.Sources.Add(Find(instruction, name, StageEdgeKind.Mount));
        }
    }

    private void AddNumbered(StageLink link, DockerfileInstruction instruction, int index)
    {
        if (index >= 0 && index < _links.Count)
            link.Sources.Add(new StageSource(_links[index].Stage, null, StageEdgeKind.Copy, instruction.Place));
        else if (index >= 0 && index - _links.Count < _outside.Count)
            link.Sources.Add(_outside[index - _links.Count] with { Place = instruction.Place });
        else
            problems.Add(DockerfilesProblems.UnknownSource(instruction.Place, instruction.Keyword, index.ToString(CultureInfo.InvariantCulture), Names));
    }

    private StageSource Find(DockerfileInstruction instruction, string name, StageEdgeKind kind)
    {
        if (_byName.TryGetValue(name.ToLowerInvariant(), out var stage))
            return new StageSource(stage.Stage, null, kind, instruction.Place);
        var source = new StageSource(null, null, kind, instruction.Place);
        if (name != "scratch" && !IsContext(name))
        {
            if (ImageReference.TryParse(name, out var image))
                source = source with { Image = image };
            else
                problems.Add(DockerfilesProblems.UnknownSource(instruction.Place, instruction.Keyword, name, Names));
        }

        _outside.Add(source);
        return source;
    }

    private void AddCircles()
    {
        var done = new HashSet<int>();
        var path = new List<(StageLink Link, Place Place)>();
        foreach (var link in _links)
            Visit(link);

        void Visit(StageLink link)
        {
            var start = path.FindIndex(step => step.Link == link);
            if (start >= 0)
            {
                problems.Add(DockerfilesProblems.Circle(path[start..].ConvertAll(step => (step.Link.Stage.DisplayName, step.Place))));
                return;
            }

            if (!done.Add(link.Stage.Index))
                return;
            // A stage goes on from an earlier one: without sources above it there is no circle to look for.
            foreach (var (stage, _, place) in link.Needs())
            {
                path.Add((link, place));
                Visit(_links[stage.Index]);
                path.RemoveAt(path.Count - 1);
            }
        }
    }

    private IEnumerable<string> Names => dockerfile.Stages.Select(stage => stage.Name).OfType<string>();

    // 'scratch' and 'context' never name a context; the tag that is implied may be written or not.
    private bool IsContext(string name) => options.Contexts.Count > 0 && name is not ("scratch" or "context") && (options.Contexts.Contains(name, StringComparer.OrdinalIgnoreCase)
        || (ImageReference.TryParse(name, out var image) && options.Contexts.Any(context => ImageReference.TryParse(context, out var other) && other == image)));

    private string Expand(string text, Place place)
    {
        try
        {
            return new WordExpander(dockerfile.Escape, globals.GetValueOrDefault).Expand(text);
        }
        catch (WordException e)
        {
            problems.Add(DockerfilesProblems.BadExpansion(place, text, e.Message));
            // Something, so that nothing more is told of it.
            return "scratch";
        }
    }
}
