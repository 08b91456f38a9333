namespace Slipway.Containers.Dockerfiles;

/// <summary>Finds out what building a stage needs and yields.</summary>
/// <param name="dockerfile">The file.</param>
/// <param name="options">What it is built with.</param>
/// <param name="problems">Takes what cannot be resolved.</param>
internal sealed class DockerfileResolver(Dockerfile dockerfile, DockerfileOptions options, List<Problem> problems)
{
    private readonly List<BaseImage> _images = [];
    private readonly List<ContextSource> _sources = [];
    private readonly Dictionary<int, StageWalk> _walks = [];

    /// <summary>The build of the target; of use only where no problem was found.</summary>
    public DockerfileTarget? Resolve()
    {
        var target = dockerfile.Stage(options.Target);
        var globals = GlobalVariables.Of(dockerfile, options, problems);
        var links = new StageLinker(dockerfile, options, globals, problems).Link();
        if (problems.Count > 0)
            return null;
        var needed = Needed(links, target);
        foreach (var link in needed)
            Walk(link, globals);
        var walk = _walks[target.Index];
        var resolved = needed.ConvertAll(Resolved);
        return new DockerfileTarget
        {
            Final = resolved.Find(stage => stage.Stage.Index == target.Index)!,
            Stages = resolved,
            ExternalImages = [.. _images.OrderBy(image => image.Place.Line)],
            ContextSources = [.. _sources.Distinct()],
            Edges = [.. needed.SelectMany(link => link.Needs().Select(need => new StageEdge(need.Stage, link.Stage, need.Kind, need.Place)))],
            IsComplete = walk.IsComplete,
            User = walk.User,
            HealthCheck = walk.HealthCheck,
            ExposedPorts = walk.Ports.Names,
            Volumes = [.. walk.Volumes.Distinct(StringComparer.Ordinal)],
            Environment = walk.Environment,
            Labels = walk.Labels,
            WorkingDirectory = walk.Directory,
            StopSignal = walk.StopSignal,
            Author = walk.Author,
            Shell = walk.Shell,
            Entrypoint = walk.Entrypoint,
            Command = walk.Command,
            Triggers = walk.Triggers,
        };
    }

    private static List<StageLink> Needed(IReadOnlyList<StageLink> links, DockerfileStage target)
    {
        var needed = new HashSet<StageLink>(ReferenceEqualityComparer.Instance);
        var open = new Stack<StageLink>([links[target.Index]]);
        while (open.TryPop(out var link))
        {
            if (!needed.Add(link))
                continue;
            foreach (var (stage, _, _) in link.Needs())
                open.Push(links[stage.Index]);
        }

        return [.. links.Where(needed.Contains)];
    }

    private void Walk(StageLink link, Dictionary<string, string> globals)
    {
        var walk = new StageWalk();
        _walks[link.Stage.Index] = walk;
        if (link.IsReplaced)
            return;
        if (link.BaseStage is not null)
            walk.Inherit(_walks[link.BaseStage.Stage.Index]);
        else if (link.IsScratch)
            walk.StartEmpty();
        else if (link.BaseImage is not null)
            AddImage(link.BaseImage, link.Platform, link.Stage.Place);
        foreach (var source in link.Sources)
            AddSource(link, source);
        var dispatch = new StageDispatch(dockerfile, options, globals, walk, _sources, problems);
        foreach (var instruction in link.Instructions)
            dispatch.Visit(instruction);
    }

    private void AddSource(StageLink link, StageSource source)
    {
        if (source.Image is not null)
            AddImage(source.Image, null, source.Place);
        else if (source.Stage is not null && source.Stage.Index > link.Stage.Index)
            problems.Add(DockerfilesProblems.LaterStage(source.Place, link.Stage.DisplayName, source.Stage.DisplayName));
    }

    private void AddImage(ImageReference image, string? platform, Place place)
    {
        if (!_images.Exists(known => known.Image == image && known.Platform == platform))
            _images.Add(new BaseImage(image, platform, place));
    }

    private static ResolvedStage Resolved(StageLink link) => new()
    {
        Stage = link.Stage,
        BaseName = link.BaseName,
        Platform = link.Platform,
        BaseStage = link.BaseStage?.Stage,
        BaseImage = link.BaseImage,
        CopiesFrom = [.. link.Sources.Select(source => source.Stage).OfType<DockerfileStage>().Distinct(ReferenceEqualityComparer.Instance).Cast<DockerfileStage>()],
    };
}
