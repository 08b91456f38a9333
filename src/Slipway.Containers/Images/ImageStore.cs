using System.Globalization;
using Slipway.Containers.Building;
using Slipway.Containers.Contexts;
using Slipway.Containers.Engine;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Images;

/// <summary>Finds and builds a stack's images on an engine.</summary>
/// <remarks>
/// The fingerprint of what an image was built from is a label of the image: the engine is the state, and nothing is
/// rebuilt when the temp folder is deleted. Only the reasons of a change come from files there.
/// </remarks>
/// <param name="engine">Where the images are.</param>
/// <param name="stack">What they belong to.</param>
/// <param name="tempFolder">Where manifests of earlier builds are kept, for reasons.</param>
public sealed class ImageStore(EngineClient engine, ContainerStack stack, string tempFolder)
{
    // Whoever edits while a build starts saves once or twice, not forever.
    private const int MostReadings = 3;

    private readonly Lock _lock = new();
    private readonly BuildTurns _turns = new();
    private readonly BuildNeeds _needs = new(Path.Combine(tempFolder, "memory", stack.Name));
    private Task<GitFacts>? _git;
    private Task<EngineInfo>? _info;

    /// <summary>What the engine has; asked once for all images, and for their bases.</summary>
    public EngineImages Known { get; init; } = new(engine);

    /// <summary>The control group that builds run below, such as one with a limit; the machine's own unless set.</summary>
    public string? ControlGroup { get; init; }

    /// <summary>What the build of an image needs: what is declared, else what its builds took on this engine.</summary>
    /// <param name="image">The image.</param>
    public ByteSize? NeedOf(Image image) => image.Memory ?? _needs.Of(image.Name);

    /// <summary>Whether the engine has what building an image now would give.</summary>
    /// <param name="image">The image.</param>
    /// <param name="baseIds">The ids of its bases; <see langword="null"/> for one that is not known yet.</param>
    /// <param name="files">Knows what was in files that were left alone; all are read where it is <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public async Task<Reuse<Built>> FindBuiltAsync(Image image, IReadOnlyDictionary<string, string?> baseIds, IFileState? files, CancellationToken cancellationToken)
    {
        if (await Known.ListAsync(cancellationToken) is not { } list)
            return Reuse<Built>.Unknown("the engine is started first");
        if (RemoteSources.MovingOf(image) is [var moving, ..])
            return Reuse<Built>.Stale($"{moving} may have moved: the engine looks there");
        if (baseIds.FirstOrDefault(pair => pair.Value is null) is { Key: { } first })
            return Reuse<Built>.Unknown($"{first} comes first");
        var manifest = await FingerprintAsync(image, baseIds, files, cancellationToken);
        var found = Choose(list.With(manifest.Digest), image);
        if (found is null)
            return Reuse<Built>.Stale(await ReasonAsync(image, manifest, cancellationToken));
        return TagsOf(image).FirstOrDefault(tag => !HasTag(found, tag)) is { } other
            ? Reuse<Built>.Stale($"{other} names another image than that of fingerprint {Short(manifest.Digest)}")
            : Reuse<Built>.UpToDate(Result(found.Id, manifest), $"fingerprint {Short(manifest.Digest)}");
    }

    /// <summary>Names the image that the engine or the cache has already, else builds it.</summary>
    /// <param name="image">The image.</param>
    /// <param name="baseIds">The ids of its bases.</param>
    /// <param name="settings">How it is built.</param>
    /// <param name="run">The node that does it.</param>
    /// <param name="cache">The images that others have built; none unless given.</param>
    /// <returns>The image, and a few words for the summary.</returns>
    /// <exception cref="ProblemException">The build failed.</exception>
    public async Task<(Built Image, string Summary)> BuildAsync(Image image, IReadOnlyDictionary<string, string?> baseIds, BuildSettings settings, RunContext run, ImageCache? cache = null)
    {
        var manifest = await FingerprintAsync(image, baseIds, run.Files, run.CancellationToken);
        try
        {
            // What was built from an address says nothing of what is there now; the engine asks, and takes steps from its cache.
            return (settings.Forced || RemoteSources.MovingOf(image).Count > 0 ? null : await TakeAsync(image, manifest, run, cache))
                ?? await BuildUntilStillAsync(image, baseIds, manifest, settings, run);
        }
        finally
        {
            Known.Forget();
        }
    }

    internal static Task<FingerprintManifest> FingerprintAsync(Image image, IReadOnlyDictionary<string, string?> baseIds, IFileState? files, CancellationToken cancellationToken) =>
        ContextFingerprint.TakeAsync(
            new FingerprintInputs
            {
                Folder = image.Build.IsRemote ? null : image.Build.Context,
                Ignore = image.Build.IsRemote ? DockerIgnore.None : DockerIgnore.Load(image.Build.Context, image.DockerfilePath),
                Dockerfile = image.Dockerfile,
                Options = image.Options,
                Labels = image.Build.Labels,
                Network = image.Build.Network,
                Contexts = image.Contexts.Folders,
                Files = files,
                Settings = BuildRequests.SettingsOf(image),
                BaseImages = baseIds.ToDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.Ordinal),
            },
            cancellationToken);

    private static Built Result(string id, FingerprintManifest manifest) => new(id, manifest.Digest) { Bases = manifest.BaseImages };

    private IImageBuilder BuilderFor(BuildSettings settings, RunContext run) => settings.Builder is not { Length: > 0 } builder
        ? new EngineBuilder(engine, run.Time)
        : new BuildxBuilder(run.Processes, builder, new Dictionary<string, string?>(StringComparer.Ordinal) { ["DOCKER_HOST"] = engine.Endpoint.Address }, run.Time);

    private static string Short(string digest) => digest[..12];

    private static IEnumerable<string> TagsOf(Image image) => image.Build.Tags.Prepend(image.Reference);

    private static bool HasTag(ImageSummary found, string reference) =>
        found.Tags.Any(tag => tag == reference || ImageReference.Parse(tag).Equals(ImageReference.Parse(reference)));

    // Builds without the cache give several images of one fingerprint: the one in use counts, else the latest.
    private static ImageSummary? Choose(IReadOnlyList<ImageSummary> found, Image image) => found is [var only] ? only : found
        .OrderByDescending(one => HasTag(one, image.Reference))
        .ThenByDescending(one => one.Created)
        .FirstOrDefault();

    private async Task<(Built Image, string Summary)?> TakeAsync(Image image, FingerprintManifest manifest, RunContext run, ImageCache? cache)
    {
        var present = await engine.ListImagesAsync([$"{ImageLabels.Fingerprint}={manifest.Digest}"], run.CancellationToken);
        if (Choose(present, image) is { } found)
        {
            foreach (var tag in TagsOf(image).Where(tag => !HasTag(found, tag)))
                await engine.TagAsync(found.Id, tag, run.CancellationToken);
            return (Result(found.Id, manifest), "named: the image was there");
        }

        if (cache is null || await cache.PullAsync(image, manifest.Digest, run.Warn, run.CancellationToken) is not { } pulled)
            return null;
        foreach (var tag in TagsOf(image))
            await engine.TagAsync(pulled, tag, run.CancellationToken);
        await KeepAsync(image, manifest, run.CancellationToken);
        return (Result(pulled, manifest), $"pulled from the cache, fingerprint {Short(manifest.Digest)}");
    }

    // The label says what the image was built from. Where a file changed between the fingerprint and the end of the
    // sending, it would be wrong, and a later run would take the image for up to date.
    private async Task<(Built Image, string Summary)> BuildUntilStillAsync(
        Image image, IReadOnlyDictionary<string, string?> baseIds, FingerprintManifest manifest, BuildSettings settings, RunContext run)
    {
        for (var reading = 1; ; reading++)
        {
            FingerprintManifest? after = null;
            var (built, summary) = await BuildAsync(image, manifest, settings, async stop => after = await FingerprintAsync(image, baseIds, run.Files, stop), run);
            // Another builder may have read the files by itself.
            after ??= await FingerprintAsync(image, baseIds, run.Files, run.CancellationToken);
            if (after.Digest == manifest.Digest)
            {
                await KeepAsync(image, manifest, run.CancellationToken);
                return (built, summary);
            }

            await engine.RemoveImageAsync(built.Id, force: true, run.CancellationToken);
            if (reading == MostReadings)
                throw new ProblemException(ImageProblems.ChangedWhileRead(image.Name, after.Explain(manifest)));
            run.Warn($"{after.Explain(manifest)} while the image was built: it is built again");
            manifest = after;
        }
    }

    private async Task<(Built Image, string Summary)> BuildAsync(
        Image image, FingerprintManifest manifest, BuildSettings settings, Func<CancellationToken, Task> whenSent, RunContext run)
    {
        await using var requests = new BuildRequests(stack, await GitAsync(run), tempFolder, run);
        var request = await requests.ForAsync(image, manifest.Digest, settings, run.CancellationToken);
        var write = request.WriteContext;
        request = request with
        {
            WriteContext = async (stream, stop) =>
            {
                await write(stream, stop);
                await whenSent(stop);
            },
        };
        KilledBuild killed;
        using (await _turns.TakeAsync(alone: false, run.CancellationToken))
        {
            var (built, _, kill) = await BuildWatchedAsync(image, request, settings, run);
            if (built is not null)
                return (Result(built.Id, manifest), $"built{Cached(built)}");
            killed = kill!;
        }

        run.Warn($"{image.Name} was killed for memory{killed.AtWords} in step '{killed.Step}': it is built again, alone");
        using (await _turns.TakeAsync(alone: true, run.CancellationToken))
        {
            var (built, failure, again) = await BuildWatchedAsync(image, request, settings, run);
            return built is not null
                ? (Result(built.Id, manifest), $"built{Cached(built)}, alone after it was killed for memory")
                : throw new ProblemException(ImageProblems.Killed(image.Name, again!, failure!.Problems[0].Facts ?? []));
        }
    }

    private static string Cached(BuiltImage built)
    {
        var sent = built.SentFiles is > 0 and { } files ? string.Create(CultureInfo.InvariantCulture, $", {files} files sent") : "";
        return built.CachedSteps > 0 ? string.Create(CultureInfo.InvariantCulture, $", {built.CachedSteps} of {built.Steps} steps cached{sent}") : sent;
    }

    private async Task<(BuiltImage? Built, ProblemException? Failure, KilledBuild? Killed)> BuildWatchedAsync(Image image, ImageBuildRequest request, BuildSettings settings, RunContext run)
    {
        await using var watch = BuildWatch.Begin(engine, await InfoAsync(run), ControlGroup, NameOf(image), run.Time);
        var slowest = new SlowestSteps(image.Name);
        try
        {
            var built = await BuilderFor(settings, run).BuildAsync(
                request with { ControlGroup = watch.Group ?? ControlGroup },
                progress =>
                {
                    slowest.Note(progress);
                    Show(progress, run);
                },
                run.CancellationToken);
            if (watch.Peak is { } peak && built.Steps > built.CachedSteps)
                _needs.Learn(image.Name, peak);
            return (built, null, null);
        }
        catch (ProblemException e) when (KilledBuild.Of(e, watch) is { } killed)
        {
            if (killed.At is { } at)
                _needs.Raise(image.Name, at);
            return (null, e, killed);
        }
        finally
        {
            if (slowest.Table() is { } table)
                run.Report(table);
        }
    }

    // The Dockerfile, from the stack's folder; of a context that is elsewhere, or a Dockerfile within the compose file, the image.
    private string NameOf(Image image) =>
        $"{stack.Name}\n{(image.Build.DockerfilePath is { } path ? Path.GetRelativePath(stack.Folder, path).Replace('\\', '/') : image.Name)}";

    private Task<EngineInfo> InfoAsync(RunContext run)
    {
        lock (_lock)
            return _info is null or { IsCompletedSuccessfully: false, IsCompleted: true } ? _info = engine.InfoAsync(run.CancellationToken) : _info;
    }

    private static void Show(BuildProgress progress, RunContext run)
    {
        var step = Line.Of(progress.Step.Name);
        switch (progress.Kind)
        {
            case BuildProgressKind.Completed when progress.Step.IsInstruction:
                run.Log(string.Create(CultureInfo.InvariantCulture, $"{step}  {progress.Duration.TotalSeconds:0.0} s"));
                break;
            case BuildProgressKind.Cached when progress.Step.IsInstruction:
                run.Detail($"{step}  cached");
                break;
            case BuildProgressKind.Output:
                run.Detail(progress.Line);
                break;
            case BuildProgressKind.Warning:
                run.Warn(progress.Line);
                break;
        }
    }

    // The same for all images of a run.
    private Task<GitFacts> GitAsync(RunContext run)
    {
        lock (_lock)
            return _git is null or { IsCompletedSuccessfully: false, IsCompleted: true } ? _git = GitFacts.OfAsync(stack.Folder, run.Processes, run.CancellationToken) : _git;
    }

    private string ManifestPath(Image image) => Path.Combine(tempFolder, "fingerprints", stack.Name, image.Name + ".json");

    private async Task<string> ReasonAsync(Image image, FingerprintManifest manifest, CancellationToken cancellationToken)
    {
        var path = ManifestPath(image);
        var previous = File.Exists(path) ? FingerprintManifest.FromJson(await File.ReadAllTextAsync(path, cancellationToken)) : null;
        return previous is null || previous.Digest == manifest.Digest ? "no image with this fingerprint" : manifest.Explain(previous);
    }

    private async Task KeepAsync(Image image, FingerprintManifest manifest, CancellationToken cancellationToken)
    {
        var path = ManifestPath(image);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path + ".new", manifest.ToJson(), cancellationToken);
        File.Move(path + ".new", path, overwrite: true);
    }
}
