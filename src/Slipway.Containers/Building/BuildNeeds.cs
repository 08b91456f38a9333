namespace Slipway.Containers.Building;

/// <summary>Tells which way of asking the engine a build needs.</summary>
internal static class BuildNeeds
{
    // Beyond either, sending an archive takes longer than starting a session does (docs/decisions/0014).
    private const int ManyFiles = 500;
    private const long ManyBytes = 4 * 1024 * 1024;

    // The API of 23.0, the first engine whose own front end knows heredocs and named contexts.
    private static readonly Version ModernFrontEnd = new(1, 42);

    /// <summary>Whether an engine's own front end knows neither heredocs nor named contexts.</summary>
    public static bool IsOldFrontEnd(Engine.EngineVersion version) => version.Api < ModernFrontEnd;

    /// <summary>Whether the engine has to be able to ask us something, or be told what <c>/build</c> has no words for.</summary>
    public static bool Session(ImageBuildRequest request) =>
        request.Secrets.Count > 0
        || request.SshAgents.Count > 0
        || request.NamedFolders.Count > 0
        || request.NamedAddresses.Count > 0
        || request.CacheTo.Count > 0
        || request.CacheFrom.Any(cache => cache.Contains('=', StringComparison.Ordinal))
        || request.Platforms.Count > 0
        || request.NoCacheStages.Count > 0
        || request.SharedMemory is not null
        || request.Ulimits.Count > 0
        || request.Attestations.Count > 0
        || request.Entitlements.Count > 0
        // Hosts of a compose file; /build splits at the first colon.
        || request.ExtraHosts.Any(host => host.Contains('=', StringComparison.Ordinal))
        || request.RemoteContext is not null
        || (request.Pull && request.Logins is not null);

    /// <summary>Whether the engine's image store has to be containerd's, and for what.</summary>
    public static string? ContainerdStore(ImageBuildRequest request) =>
        request.Platforms.Count > 1 ? "several platforms"
        : request.Attestations.Count > 0 ? $"attestations ({string.Join(", ", request.Attestations.Keys.Order(StringComparer.Ordinal))})"
        : request.CacheTo.FirstOrDefault(cache => !cache.Contains("type=inline", StringComparison.Ordinal)) is { } cache ? $"the cache '{cache}'"
        : null;

    /// <summary>Whether the context is so large that sending all of it each time costs more than asking what has changed.</summary>
    public static bool IsLarge(BuildFolder folder, CancellationToken cancellationToken)
    {
        var (files, bytes) = (0, 0L);
        foreach (var entry in Contexts.BuildContext.Enumerate(folder.Path, folder.Ignore, cancellationToken))
        {
            bytes += entry.Size;
            if (++files > ManyFiles || bytes > ManyBytes)
                return true;
        }

        return false;
    }
}
