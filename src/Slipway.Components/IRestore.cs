using Slipway.Containers.Images;
using Slipway.Containers.Stacks;

namespace Slipway.Components;

/// <summary>Brings every image from elsewhere that the stack needs: bases of its Dockerfiles, and what its services run.</summary>
[ReadsVariable("SLIPWAY_BASES_WORK")]
[ReadsVariable("SLIPWAY_DEBIAN_MIRROR")]
public interface IRestore : IHasRegistries
{
    /// <summary>Whether bases are pulled although the engine has them. False unless set.</summary>
    [Parameter("Pull base images although the engine has them.")]
    bool Pull => Get(false);

    /// <summary>The folder of offline recipes. <c>stacks/bases</c> unless overridden.</summary>
    string RecipesFolder => Path.Combine(StacksFolder, "bases");

    /// <summary>What the engine has; asked once while planning, for bases and built images alike.</summary>
    EngineImages EngineImages => Once(() => new EngineImages(Engine));

    /// <summary>Each image: local, else pulled, else made by an offline recipe.</summary>
    Target<BaseImage, RestoredBase> Restore => _ => _
        .Description("Brings every base image: local, else pulled, else made by an offline recipe.")
        .DependsOn(PrepareEngine)
        .ForEach(() => Stack.Bases)
        .Reuses(async (image, planning) =>
        {
            if (await EngineImages.ListAsync(planning.CancellationToken) is not { } list)
                return Reuse<RestoredBase>.Unknown("the engine is started first");
            // What a build has pulled is not listed, and is there all the same.
            var restored = list.Find(image.Reference) is { } listed ? RestoredBase.Of(listed)
                : await Engine.InspectImageAsync(image.Reference, planning.CancellationToken) is { } found ? RestoredBase.Of(found)
                : null;
            if (restored is null)
                return Reuse<RestoredBase>.Stale("not on the engine");
            return Pull
                ? Reuse<RestoredBase>.Stale("forced by --pull")
                : Reuse<RestoredBase>.UpToDate(restored, restored.IsStandIn ? "local, an offline stand-in" : "local");
        })
        .Executes(async (image, run) =>
        {
            var source = new BaseImageSource(Engine, run.Processes, RecipesFolder, Path.Combine(TempFolder, "bases"), Environment) { CredentialsFor = FindLoginAsync };
            BaseRestoration restored;
            try
            {
                restored = await source.RestoreAsync(image.Reference, run.Log, run.CancellationToken);
            }
            finally
            {
                EngineImages.Forget();
            }

            run.Summarize(restored.Origin switch
            {
                BaseOrigin.Pulled => "pulled",
                BaseOrigin.Made => "made by an offline recipe: a stand-in",
                _ => restored.Base.IsStandIn ? "not pulled; the offline stand-in stays" : "not pulled; the local one stays",
            });
            if (restored.Origin == BaseOrigin.Made)
                run.Warn($"{image} could not be pulled: a stand-in was made from Debian packages");
            else if (restored.Origin == BaseOrigin.Kept)
                run.Warn($"{image} could not be pulled: the one on the engine stays ({restored.Reason})");
            return restored.Base;
        });
}
