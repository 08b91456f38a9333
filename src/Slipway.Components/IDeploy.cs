using Slipway.Containers.Images;
using Slipway.Containers.Stacks;

namespace Slipway.Components;

/// <summary>From source to a healthy stack: all the components in order.</summary>
public interface IDeploy : IDoctor, IPushImages, IHealthGate, IDev, IVolumes, IWatchdog
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
}
