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
    /// <summary>Whether the engine has what building an image now would give.</summary>
    /// <param name="image">The image.</param>
    /// <param name="baseIds">The ids of its bases; <see langword="null"/> for one that is not known yet.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public async Task<Reuse<Built>> FindBuiltAsync(Image image, IReadOnlyDictionary<string, string?> baseIds, CancellationToken cancellationToken)
    {
        if (baseIds.FirstOrDefault(pair => pair.Value is null) is { Key: { } first })
            return Reuse<Built>.Unknown($"{first} comes first");
        var manifest = await FingerprintAsync(image, baseIds, cancellationToken);
        var found = await FindAsync(manifest.Digest, image, cancellationToken);
        if (found is null)
            return Reuse<Built>.Stale(await ReasonAsync(image, manifest, cancellationToken));
        return TagsOf(image).FirstOrDefault(tag => !HasTag(found, tag)) is { } other
            ? Reuse<Built>.Stale($"{other} names another image than that of fingerprint {Short(manifest.Digest)}")
            : Reuse<Built>.UpToDate(new Built(found.Id, manifest.Digest), $"fingerprint {Short(manifest.Digest)}");
    }

    /// <summary>Builds an image, or names the one that the engine has already.</summary>
    /// <param name="image">The image.</param>
    /// <param name="baseIds">The ids of its bases.</param>
    /// <param name="settings">How it is built.</param>
    /// <param name="run">The node that does it.</param>
    /// <returns>The image, and a few words for the summary.</returns>
    /// <exception cref="ProblemException">The build failed.</exception>
    public async Task<(Built Image, string Summary)> BuildAsync(Image image, IReadOnlyDictionary<string, string?> baseIds, BuildSettings settings, RunContext run)
    {
        var manifest = await FingerprintAsync(image, baseIds, run.CancellationToken);
        if (!settings.Forced && await FindAsync(manifest.Digest, image, run.CancellationToken) is { } found)
        {
            foreach (var tag in TagsOf(image).Where(tag => !HasTag(found, tag)))
                await engine.TagAsync(found.Id, tag, run.CancellationToken);
            return (new Built(found.Id, manifest.Digest), "named: the image was there");
        }

        var requests = new BuildRequests(stack, await GitRevision.OfAsync(stack.Folder, run));
        var request = await requests.ForAsync(image, manifest.Digest, settings, run.CancellationToken);
        var built = await new EngineBuilder(engine, run.Time).BuildAsync(request, progress => Show(progress, run), run.CancellationToken);
        await KeepAsync(image, manifest, run.CancellationToken);
        var cached = built.CachedSteps > 0 ? $", {built.CachedSteps} of {built.Steps} steps cached" : "";
        return (new Built(built.Id, manifest.Digest), string.Create(CultureInfo.InvariantCulture, $"built{cached}"));
    }

    private static Task<FingerprintManifest> FingerprintAsync(Image image, IReadOnlyDictionary<string, string?> baseIds, CancellationToken cancellationToken) =>
        ContextFingerprint.TakeAsync(
            new FingerprintInputs
            {
                Folder = image.Build.Context,
                Ignore = DockerIgnore.Load(image.Build.Context, image.DockerfilePath),
                Dockerfile = image.Dockerfile,
                Options = image.Options,
                Labels = image.Build.Labels,
                Network = image.Build.Network,
                BaseImages = baseIds.ToDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.Ordinal),
            },
            cancellationToken);

    private static string Short(string digest) => digest[..12];

    private static IEnumerable<string> TagsOf(Image image) => image.Build.Tags.Prepend(image.Reference);

    private static bool HasTag(ImageSummary found, string reference) =>
        found.Tags.Any(tag => ImageReference.Parse(tag).Equals(ImageReference.Parse(reference)));

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

    // Builds without the cache give several images of one fingerprint: the one in use counts, else the latest.
    private async Task<ImageSummary?> FindAsync(string digest, Image image, CancellationToken cancellationToken) =>
        (await engine.ListImagesAsync([$"{ImageLabels.Fingerprint}={digest}"], cancellationToken))
            .OrderByDescending(found => HasTag(found, image.Reference))
            .ThenByDescending(found => found.Created)
            .FirstOrDefault();

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
