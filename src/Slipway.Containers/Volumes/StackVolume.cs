using Slipway.Containers.Engine;

namespace Slipway.Containers.Volumes;

/// <summary>A volume of a stack, and who uses it.</summary>
/// <param name="Key">Its key below <c>volumes:</c>, or its name where the compose file does not say.</param>
/// <param name="Volume">The volume on the engine.</param>
/// <param name="Users">The containers that it is part of.</param>
internal sealed record StackVolume(string Key, VolumeSummary Volume, IReadOnlyList<VolumeUser> Users)
{
    public IReadOnlyList<string> Services => [.. Users.Select(user => user.Service).Where(service => service.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
