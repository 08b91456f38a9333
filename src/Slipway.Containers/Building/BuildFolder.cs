using Slipway.Containers.Contexts;

namespace Slipway.Containers.Building;

/// <summary>A folder whose files a build may use.</summary>
/// <param name="Path">The folder, absolute.</param>
/// <param name="Ignore">What is left out.</param>
public sealed record BuildFolder(string Path, DockerIgnore Ignore)
{
    /// <summary>
    /// The name under which the engine keeps the files between builds: the same for every build of the same folder. The
    /// path unless set.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>A file that remembers what was in files that were left alone since. They are read each time unless set.</summary>
    public string? CacheFile { get; init; }
}
