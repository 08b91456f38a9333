using Slipway.Containers.Images;
using Slipway.Containers.Stacks;

namespace Slipway.Components;

/// <summary>From source to a healthy stack: all the components in order.</summary>
public interface IDeploy : ISetup, IPushImages, IHealthGate, IRollback, IDev, IVolumes, IWatchdog
{
    /// <summary>Restores, builds, verifies, scans, pushes, starts, migrates, and waits until all is healthy.</summary>
    Target Deploy => _ => _
        .Description("From source to a healthy stack: Doctor, Restore, BuildImages, VerifyImages, ScanImages, PushImages, Migrate, ComposeUp, HealthGate.")
        .DependsOn(Doctor, HealthGate)
        .DependsOn(VerifyImages)
        .DependsOn(PushImages);

    // Nothing of the stack is touched before all its images are what they should be, and nothing is built for a
    // deployment that cannot succeed. Each component is usable alone, so the order between them is said here.
    Target<BaseImage, RestoredBase> IRestore.Restore => _ => _.Inherit<IRestore>(x => x.Restore).OnlyAfter(Doctor);

    Target IMigrate.ComposeUpDependencies => _ => _.Inherit<IMigrate>(x => x.ComposeUpDependencies).OnlyAfter(Doctor).OnlyAfter(VerifyImages).OnlyAfter(PushImages);

    Target IComposeUp.ComposeUp => _ => _.Inherit<IComposeUp>(x => x.ComposeUp).OnlyAfter(Doctor).OnlyAfter(VerifyImages).OnlyAfter(PushImages);

    // Where variables have no value, nothing can be planned. Doctor tells of them with everything else that it finds.
    IReadOnlyList<string> IHasStack.RedirectOne(IReadOnlyList<string> targets) => targets.Contains(nameof(Deploy), StringComparer.Ordinal)
        && !Arguments.Any(word => word.StartsWith("--plan", StringComparison.Ordinal) || word.Contains(nameof(Doctor), StringComparison.OrdinalIgnoreCase))
        && Engine.Endpoint.SocketPath is var socket && (socket is null || File.Exists(socket))
        && LacksVariables()
            ? [nameof(Doctor)]
            : targets;

    // What is deployed is what was verified and scanned, whatever its tag may name by then.
    IReadOnlyDictionary<string, string> IHasCompose.VerifiedImages(RunContext run)
    {
        var images = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var image in Stack.Images)
        {
            if (!run.TryResultOf(BuildImages, image, out var built))
                continue;
            if (run.TryResultOf(ScanImages, image, out var scan) && scan.ImageId != built.Id)
                throw new ProblemException(ComponentProblems.NotWhatWasScanned(image.Reference, built.Id, scan.ImageId));
            images[image.Reference] = built.Id;
        }

        return images;
    }

    IReadOnlyDictionary<string, string>? IHasCompose.KnownImages(PlanningContext planning)
    {
        var images = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var image in Stack.Images)
        {
            if (!planning.TryResultOf(BuildImages, image, out var built))
                return null;
            images[image.Reference] = built.Id;
        }

        return images;
    }
}
