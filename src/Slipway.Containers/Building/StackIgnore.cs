using Slipway.BuildKit;
using Slipway.Containers.Contexts;

namespace Slipway.Containers.Building;

/// <summary>Our reading of an ignore file, for the sending of changed files: the fingerprint and the archive go by the same.</summary>
internal sealed class StackIgnore(DockerIgnore ignore) : IIgnoreRules
{
    public bool LeavesOut(string path) => ignore.Matches(path);

    public bool MayKeepBelow(string folder) => ignore.MayKeepBelow(folder);
}
