using System.Diagnostics.CodeAnalysis;
using Slipway.Containers.Images;
using Slipway.Containers.Stacks;

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

    /// <summary>Finds and builds images on the engine.</summary>
    ImageStore Images => Once(() => new ImageStore(Engine, Stack, TempFolder));

    /// <summary>Each image, after the images that it starts from.</summary>
    Target<Image, Built> BuildImages => _ => _
        .Description("Builds the stack's images.")
        // Restore alone would not do: an image from scratch has no base to restore.
        .DependsOn(PrepareEngine)
        .DependsOn(Restore)
        .After(PrepareEnvironment)
        .ForEach(() => Stack.Images)
        .WaitsFor(image => Stack.Images.Where(other => image.Bases.Contains(other.Reference, StringComparer.Ordinal)))
        .Uses(image => image.Memory)
        .Reuses(async (image, planning) =>
            NoCache || ForceRebuild ? Reuse<Built>.Stale(NoCache ? "forced by --no-cache" : "forced by --force-rebuild")
            : Rebuild ? Reuse<Built>.Stale("forced by --rebuild")
            : await Engine.PingAsync(planning.CancellationToken) is null ? Reuse<Built>.Unknown("the engine is started first")
            : await Images.FindBuiltAsync(image, BaseIds(image, planning.TryResultOf, planning.TryResultOf), planning.CancellationToken))
        .Executes(async (image, run) =>
        {
            var built = await Images.BuildAsync(image, BaseIds(image, run.TryResultOf, run.TryResultOf), new BuildSettings { NoCache = NoCache || ForceRebuild, Forced = NoCache || ForceRebuild || Rebuild }, run);
            run.Summarize(built.Summary);
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

    // The id of every base; null for one that is not known while planning.
    private Dictionary<string, string?> BaseIds(Image image, Find<Image, Built> findBuilt, Find<BaseImage, RestoredBase> findRestored) => image.Bases.ToDictionary(
        reference => reference,
        reference => Stack.Images.FirstOrDefault(other => other.Reference == reference) is { } sibling
            ? findBuilt(BuildImages, sibling, out var built) ? built.Id : null
            : findRestored(Restore, new BaseImage(reference), out var restored) ? restored.Id : null,
        StringComparer.Ordinal);
}
