using System.Diagnostics.CodeAnalysis;
using Slipway.Containers;
using Slipway.Containers.Images;
using Slipway.Containers.Stacks;
using Slipway.Diagnostics;
using Slipway.Reports;

namespace Slipway.Components;

/// <summary>Builds the stack's images.</summary>
public interface IBuildImages : IRestore
{
    /// <summary>Whether images are built without the engine's cache. False unless set.</summary>
    [Parameter("Build images without the engine's cache.")]
    bool NoCache => Get(false);

    /// <summary>Whether images are built anew and without the engine's cache. False unless set.</summary>
    [Parameter("Build images anew, without the engine's cache: --no-cache for any target that builds.")]
    bool ForceRebuild => Get(false);

    /// <summary>The images that are built although they are up to date, as <see cref="IBuild.Rebuild"/> says of all. None unless set.</summary>
    [Parameter("Build this image although it is up to date; several with commas.", Name = "RebuildImage")]
    string[] RebuildImages => Get<string[]>([]);

    /// <summary>
    /// The registry and, after a slash, the path where images are kept by what they were built from: what is there is pulled
    /// instead of built, and what is verified is put there. None unless set.
    /// </summary>
    [Parameter("A registry that keeps images by what they were built from: pulled from there instead of built, stored there once verified.")]
    string? CacheRegistry => Get<string?>();

    /// <summary>The control group on the engine's machine that the steps of builds run below. The engine's own unless set.</summary>
    [Parameter("The control group that the steps of builds run below, such as one with a limit of memory.")]
    string? BuildControlGroup => Get<string?>();

    /// <summary>The builder that builds, one of <c>docker buildx ls</c>: remote, in a container, on Kubernetes. The engine itself unless set.</summary>
    [Parameter("Build with this builder of 'docker buildx'.")]
    string? Builder => Get<string>();

    /// <summary>Finds and builds images on the engine.</summary>
    ImageStore Images => Once(() => new ImageStore(Engine, Stack, TempFolder) { Known = EngineImages, ControlGroup = BuildControlGroup });

    /// <summary>The images at <see cref="CacheRegistry"/>; <see langword="null"/> where none is given.</summary>
    /// <param name="cancellationToken">Stops the search for credentials.</param>
    async Task<ImageCache?> OpenCacheAsync(CancellationToken cancellationToken)
    {
        if (CacheRegistry is not { Length: > 0 } prefix)
            return null;
        var (client, credentials) = await NamedRegistries.OpenAsync(ImageReference.Parse(prefix.TrimEnd('/') + "/x").Registry, cancellationToken);
        return new ImageCache(Engine, client, credentials, prefix);
    }

    /// <summary>Each image, after the images that it starts from.</summary>
    Target<Image, Built> BuildImages => _ => _
        .Description("Builds the stack's images.")
        // Restore alone would not do: an image from scratch has no base to restore.
        .DependsOn(PrepareEngine)
        .DependsOn(Restore)
        .After(PrepareEnvironment)
        .ForEach(() => Stack.Images)
        .WaitsFor(image => Stack.Images.Where(other => image.Bases.Contains(other.Reference, StringComparer.Ordinal)))
        .Uses(image => Images.NeedOf(image))
        .Reuses(async (image, planning) => ForcedBy(image) is { } why
            ? Reuse<Built>.Stale(why)
            : await Images.FindBuiltAsync(image, BaseIds(image, planning.TryResultOf, planning.TryResultOf), planning.Files, planning.CancellationToken))
        .Executes(async (image, run) =>
        {
            var settings = new BuildSettings { Builder = Builder, NoCache = NoCache || ForceRebuild, Forced = ForcedBy(image) is not null };
            var built = await Images.BuildAsync(image, BaseIds(image, run.TryResultOf, run.TryResultOf), settings, run, await OpenCacheAsync(run.CancellationToken));
            run.Summarize(built.Summary);
            run.Report(new ReportTable("Builds", [new("Image"), new("What was done"), new("Id", ReportColumnKind.Code)], [[image.Name, built.Summary, built.Image.Id[.."sha256:0123456789ab".Length]]]));
            return built.Image;
        });

    /// <summary>All images, one at a time: for machines with little memory.</summary>
    Target BuildFast => _ => _
        .Description("Builds the images one at a time: for machines with little memory.")
        .DependsOn(BuildImages)
        .Presets(() => Mode, Slipway.Mode.Sequential);

    /// <summary>All images at once.</summary>
    Target Build => _ => _
        .Description("Builds the images all at once.")
        .DependsOn(BuildImages)
        .Presets(() => Mode, Slipway.Mode.Parallel);

    /// <summary>All images, nothing taken from the cache.</summary>
    Target BuildClean => _ => _
        .Description("Builds the images without the cache.")
        .DependsOn(BuildImages)
        .Presets(() => NoCache, true);

    private delegate bool Find<TItem, TResult>(Target<TItem, TResult> target, TItem item, [MaybeNullWhen(false)] out TResult result)
        where TItem : notnull;

    private string? ForcedBy(Image image)
    {
        var unknown = RebuildImages.Where(name => Stack.Images.All(known => known.Name != name)).ToList();
        if (unknown.Count > 0)
        {
            var names = Stack.Images.Select(known => known.Name).ToList();
            throw new ProblemException([.. unknown.Select(name => ComponentProblems.UnknownImage(name, Nearest.To(name, names) is { Count: > 0 } near ? near : names))]);
        }

        return NoCache ? "forced by --no-cache"
            : ForceRebuild ? "forced by --force-rebuild"
            : Rebuild ? "forced by --rebuild"
            : RebuildImages.Contains(image.Name, StringComparer.Ordinal) ? "forced by --rebuild-image"
            : null;
    }

    // The id of every base; null for one that is not known while planning.
    private Dictionary<string, string?> BaseIds(Image image, Find<Image, Built> findBuilt, Find<BaseImage, RestoredBase> findRestored) => image.Bases.ToDictionary(
        reference => reference,
        reference => Stack.Images.FirstOrDefault(other => other.Reference == reference) is { } sibling
            ? findBuilt(BuildImages, sibling, out var built) ? built.Id : null
            : findRestored(Restore, new BaseImage(reference), out var restored) ? restored.Id : null,
        StringComparer.Ordinal);
}
