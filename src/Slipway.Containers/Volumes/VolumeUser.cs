using Slipway.Containers.Engine;

namespace Slipway.Containers.Volumes;

/// <summary>A container that a volume is part of.</summary>
/// <param name="Container">The container.</param>
/// <param name="Service">Its service; empty where it is none of compose's.</param>
/// <param name="IsOurs">Whether it belongs to the project.</param>
/// <param name="Mount">Where the volume is in it.</param>
internal sealed record VolumeUser(ContainerDetails Container, string Service, bool IsOurs, ContainerMountPoint Mount)
{
    /// <summary>Whether it may write now.</summary>
    public bool Writes => Container.Status is ContainerStatus.Running && !Mount.IsReadOnly;

    /// <summary>Whether it is there in memory, frozen or not.</summary>
    public bool Lives => Container.Status is ContainerStatus.Running or ContainerStatus.Paused or ContainerStatus.Restarting;
}
