using System.Globalization;
using Slipway.Containers.Engine;
using Slipway.Containers.Engine.Wire;

namespace Slipway.Containers.Deploying;

/// <summary>Keeps two deployments of one project apart, from whatever terminal or machine they work on the engine.</summary>
/// <remarks>
/// It is a container with a name of its own, which only one can have. Its process ends with our connection, and the engine
/// then removes it: a deployer that is killed, or whose machine is switched off, leaves no lock behind.
/// </remarks>
/// <param name="engine">The engine.</param>
/// <param name="project">The compose project.</param>
/// <param name="time">Measures the waiting, and dates the lock.</param>
internal sealed class DeploymentLock(EngineClient engine, string project, TimeProvider time) : IDisposable
{
    // Between the end of a run and the end of its container.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    // Between the making of a holder's container and its start.
    private static readonly TimeSpan Beginning = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Parting = TimeSpan.FromSeconds(3);

    // A run that is stopped has five seconds in all, most of which may be over.
    private static readonly TimeSpan ShortParting = TimeSpan.FromSeconds(0.75);

    private readonly SemaphoreSlim _gate = new(1);
    private Stream? _connection;
    private string? _container;
    private CancellationToken _stop;

    private string Name => $"slipway-lock-{project}";

    /// <summary>Takes the lock, where this run does not hold it yet; it is held until the run ends.</summary>
    /// <param name="patience">How long to wait for another holder.</param>
    /// <param name="log">Told of the waiting.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="ProblemException">Another run holds it (exit code 4).</exception>
    public async Task TakeAsync(TimeSpan patience, Action<string> log, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            // The node that took it may have ended long before the run is stopped.
            _stop = cancellationToken;
            if (_connection is not null)
                return;
            var architecture = (await engine.VersionAsync(cancellationToken)).Architecture;
            if (!HoldImage.Supports(architecture))
            {
                log($"two deployments are not kept apart: there is no lock for {architecture}");
                return;
            }

            if (await engine.InspectImageAsync(HoldImage.Reference, cancellationToken) is null)
                await engine.ImportImageAsync(HoldImage.Reference, HoldImage.Tar(architecture), cancellationToken);
            _connection = await WaitAsync(Grace + patience, log, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Gives the lock back, and waits a moment until nothing of it is left on the engine.</summary>
    public void Dispose()
    {
        _connection?.Dispose();
        _gate.Dispose();
        if (_container is not { } container)
            return;
#pragma warning disable VSTHRD002 // The end of a build is no place to wait otherwise, and nothing that could be waited for by this needs it.
        Task.Run(() => GoneAsync(container)).Wait();
#pragma warning restore VSTHRD002
    }

    // The engine removes it by itself. Where it takes long over that, nobody has to wait for it.
    private async Task GoneAsync(string container)
    {
        using var patience = new CancellationTokenSource(_stop.IsCancellationRequested ? ShortParting : Parting);
        try
        {
            await engine.WaitForRemovalAsync(container, patience.Token);
        }
        catch (Exception e) when (e is ProblemException or OperationCanceledException)
        {
            // It goes, or the next deployer finds it as one that has ended.
        }
    }

    private async Task<Stream> WaitAsync(TimeSpan patience, Action<string> log, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var filters = Filters(Name, "destroy");
        var told = false;
        while (true)
        {
            // Listening comes first: the holder may end between the attempt and the waiting.
            await using var events = await engine.SubscribeAsync(filters, cancellationToken: cancellationToken);
            if (await TryTakeAsync(cancellationToken) is { } connection)
                return connection;
            var left = patience - time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
                throw new ProblemException(DeployingProblems.Held(project, await HolderAsync(cancellationToken), Name));
            if (!told && patience > Grace)
                log($"waiting for another deployment of '{project}': {await HolderAsync(cancellationToken)}");
            told = true;
            await NextAsync(events, left, cancellationToken);
        }
    }

    private static Dictionary<string, IReadOnlyList<string>> Filters(string container, params string[] events) =>
        new(StringComparer.Ordinal) { ["type"] = ["container"], ["container"] = [container], ["event"] = events };

    private async Task NextAsync(EventSubscription events, TimeSpan left, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(left, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            await foreach (var _ in events.ReadAllAsync(either.Token))
                return;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // One more attempt.
        }
    }

    private async Task<Stream?> TryTakeAsync(CancellationToken cancellationToken)
    {
        if (await engine.TryCreateContainerAsync(Name, Container(), cancellationToken) is not { } id)
        {
            await RemoveUnstartedAsync(cancellationToken);
            return null;
        }

        Stream? connection = null;
        try
        {
            connection = await engine.OpenInputAsync(id, cancellationToken);
            await engine.StartContainerAsync(id, cancellationToken);
            _container = id;
            return connection;
        }
        catch
        {
            if (connection is not null)
                await connection.DisposeAsync();
            await engine.RemoveContainerAsync(id, force: true, volumes: true, CancellationToken.None);
            throw;
        }
    }

    // Who was killed between making and starting it left a container that will never end.
    private async Task RemoveUnstartedAsync(CancellationToken cancellationToken)
    {
        if (await engine.InspectContainerAsync(Name, cancellationToken) is not { Status: ContainerStatus.Created or ContainerStatus.Exited or ContainerStatus.Dead } left)
            return;
        // Whoever is just about to start it gets the time for that.
        await using (var events = await engine.SubscribeAsync(Filters(left.Id, "start", "destroy"), cancellationToken: cancellationToken))
            await NextAsync(events, Beginning, cancellationToken);
        if (await engine.InspectContainerAsync(left.Id, cancellationToken) is { Status: ContainerStatus.Created or ContainerStatus.Exited or ContainerStatus.Dead })
            await engine.RemoveContainerAsync(left.Id, force: true, volumes: true, cancellationToken);
    }

    private async Task<string> HolderAsync(CancellationToken cancellationToken) =>
        (await engine.InspectContainerAsync(Name, cancellationToken))?.Labels.GetValueOrDefault(DeploymentLabels.Holder) ?? "its holder has just ended";

    private NewContainerWire Container() => new()
    {
        Image = HoldImage.Reference,
        Cmd = [HoldImage.Program],
        User = "65534:65534",
        AttachStdin = true,
        OpenStdin = true,
        StdinOnce = true,
        Labels = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [DeploymentLabels.Project] = project,
            [DeploymentLabels.Holder] = string.Create(
                CultureInfo.InvariantCulture, $"{Deployer.Name}, process {Environment.ProcessId}, since {time.GetUtcNow():yyyy-MM-dd HH:mm:ss} UTC"),
        },
        HostConfig = new NewContainerWire.HostSettings
        {
            AutoRemove = true,
            NetworkMode = "none",
            ReadonlyRootfs = true,
            CapDrop = ["ALL"],
            SecurityOpt = ["no-new-privileges"],
        },
    };
}
