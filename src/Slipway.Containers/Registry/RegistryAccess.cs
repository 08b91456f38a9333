using System.Collections.Concurrent;
using Slipway.Containers.Engine;

namespace Slipway.Containers.Registry;

/// <summary>The registries of a run: one client each, with the credentials that were found for it.</summary>
/// <param name="find">Finds the credentials for a host; asked once for each.</param>
/// <param name="options">How patient the clients are; the defaults unless given.</param>
public sealed class RegistryAccess(Func<string, CancellationToken, Task<RegistryCredentials?>> find, RegistryClientOptions? options = null) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ConcurrentDictionary<string, (RegistryClient Client, RegistryCredentials? Credentials)> _known = new(StringComparer.Ordinal);

    /// <summary>A registry's client and the credentials that engines need for it.</summary>
    /// <param name="host">The host, with a port where it is not the usual one.</param>
    /// <param name="cancellationToken">Stops the search for credentials.</param>
    /// <exception cref="ProblemException">The credentials cannot be read.</exception>
    public async Task<(RegistryClient Client, RegistryCredentials? Credentials)> OpenAsync(string host, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_known.TryGetValue(host, out var known))
                return known;
            var credentials = await find(host, cancellationToken);
            return _known[host] = (new RegistryClient(host, credentials, options), credentials);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (client, _) in _known.Values)
            client.Dispose();
        _turn.Dispose();
    }
}
