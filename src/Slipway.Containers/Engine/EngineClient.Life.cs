using System.Globalization;
using Slipway.Containers.Engine.Streams;
using Slipway.Containers.Engine.Wire;

namespace Slipway.Containers.Engine;

public sealed partial class EngineClient
{
    /// <summary>Makes a container, and does not start it.</summary>
    /// <param name="request">What it is.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>Its id.</returns>
    public async Task<string> CreateContainerAsync(ContainerRequest request, CancellationToken cancellationToken = default)
    {
        using var content = RequestJson.Content(json => json.WriteContainer(request));
        var made = await GetAsync(
            new EngineRequest(HttpMethod.Post, $"/containers/create{new Query().Add("name", request.Name)}", $"make a container of image '{request.Image}'") { Content = content },
            RunningJson.Default.CreatedWire,
            cancellationToken);
        return made.Id;
    }

    /// <summary>Starts a container.</summary>
    /// <param name="container">An id or a name.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>Whether there was such a container.</returns>
    public Task<bool> StartContainerAsync(string container, CancellationToken cancellationToken = default) => TellAsync(container, "start", new Query(), null, cancellationToken);

    /// <summary>Asks a container to end, and kills it when it has not in time.</summary>
    /// <param name="container">An id or a name.</param>
    /// <param name="patience">How long it has; what it says itself, or ten seconds, unless given.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>Whether there was such a container.</returns>
    public Task<bool> StopContainerAsync(string container, TimeSpan? patience = null, CancellationToken cancellationToken = default) =>
        TellAsync(container, "stop", Patience(patience), patience, cancellationToken);

    /// <summary>Stops a container and starts it again.</summary>
    /// <param name="container">An id or a name.</param>
    /// <param name="patience">How long it has to end; what it says itself, or ten seconds, unless given.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>Whether there was such a container.</returns>
    public Task<bool> RestartContainerAsync(string container, TimeSpan? patience = null, CancellationToken cancellationToken = default) =>
        TellAsync(container, "restart", Patience(patience), patience, cancellationToken);

    /// <summary>Freezes a container's processes.</summary>
    /// <param name="container">An id or a name.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>Whether there was such a container.</returns>
    public Task<bool> PauseContainerAsync(string container, CancellationToken cancellationToken = default) => TellAsync(container, "pause", new Query(), null, cancellationToken);

    /// <summary>Lets a frozen container go on.</summary>
    /// <param name="container">An id or a name.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>Whether there was such a container.</returns>
    public Task<bool> UnpauseContainerAsync(string container, CancellationToken cancellationToken = default) => TellAsync(container, "unpause", new Query(), null, cancellationToken);

    /// <summary>Waits until a container does not run.</summary>
    /// <param name="container">An id or a name.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>Its exit code.</returns>
    public async Task<int> WaitContainerAsync(string container, CancellationToken cancellationToken = default)
    {
        var request = new EngineRequest(HttpMethod.Post, $"/containers/{ImageName.InPath(container)}/wait", $"wait for the end of container '{container}'")
        {
            AnswerTimeout = Timeout.InfiniteTimeSpan,
        };
        await using var answer = await SendAsync(request, mayBeMissing: false, cancellationToken);
        await foreach (var end in answer.ReadLinesAsync(RunningJson.Default.WaitWire, Timeout.InfiniteTimeSpan, cancellationToken))
            return end.StatusCode;
        throw EngineProblems.ConnectionLost(Endpoint, request.Doing, "it ended without an answer");
    }

    /// <summary>Waits until a container is gone, whoever removes it.</summary>
    /// <param name="container">An id or a name.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task WaitForRemovalAsync(string container, CancellationToken cancellationToken = default)
    {
        var request = new EngineRequest(HttpMethod.Post, $"/containers/{ImageName.InPath(container)}/wait?condition=removed", $"wait for the removal of container '{container}'")
        {
            AnswerTimeout = Timeout.InfiniteTimeSpan,
        };
        await DoAsync(request, mayBeMissing: true, cancellationToken);
    }

    /// <summary>Every container that uses a volume, running or not.</summary>
    /// <param name="volume">The volume's name.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<IReadOnlyList<ContainerSummary>> ListUsersOfVolumeAsync(string volume, CancellationToken cancellationToken = default)
    {
        var query = new Query().Add("all", value: true).Filter(("volume", [volume]));
        var found = await GetAsync(new EngineRequest(HttpMethod.Get, $"/containers/json{query}", $"list the users of volume '{volume}'"), EngineJson.Default.ContainerSummaryWireArray, cancellationToken);
        // The engine takes the path of a bind mount for the volume's name, too.
        return [.. found.Where(c => c.Mounts is null || c.Mounts.Any(m => m.Name == volume)).Select(SummaryOf)];
    }

    /// <summary>Everything about one volume.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The volume, or <see langword="null"/> when the engine has none called so.</returns>
    public async Task<VolumeSummary?> InspectVolumeAsync(string name, CancellationToken cancellationToken = default)
    {
        var volume = await FindAsync($"/volumes/{ImageName.InPath(name)}", $"inspect volume '{name}'", RunningJson.Default.Volume, cancellationToken);
        return volume is null ? null : new VolumeSummary(volume.Name, volume.Driver ?? "", volume.Labels ?? []) { Options = volume.Options ?? [] };
    }

    /// <summary>Makes a volume; one that is there already stays as it is.</summary>
    /// <param name="request">What it is.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task CreateVolumeAsync(VolumeRequest request, CancellationToken cancellationToken = default)
    {
        using var content = RequestJson.Content(json =>
        {
            json.WriteString("Name", request.Name);
            json.WriteString("Driver", request.Driver);
            json.WritePairs("DriverOpts", request.Options);
            json.WritePairs("Labels", request.Labels);
        });
        await DoAsync(new EngineRequest(HttpMethod.Post, "/volumes/create", $"make volume '{request.Name}'") { Content = content }, mayBeMissing: false, cancellationToken);
    }

    private static Query Patience(TimeSpan? patience) =>
        new Query().Add("t", patience is { } time ? ((int)Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture) : null);

    private Task<bool> TellAsync(string container, string verb, Query query, TimeSpan? patience, CancellationToken cancellationToken) => DoAsync(
        new EngineRequest(HttpMethod.Post, $"/containers/{ImageName.InPath(container)}/{verb}{query}", $"{verb} container '{container}'") { AnswerTimeout = _options.AnswerTimeout + (patience ?? default) },
        mayBeMissing: true,
        cancellationToken);
}
