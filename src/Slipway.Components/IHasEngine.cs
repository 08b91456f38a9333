using Slipway.Containers.Bootstrap;
using Slipway.Containers.Engine;

namespace Slipway.Components;

/// <summary>Brings a Docker engine: one that runs already, or one that is installed on request.</summary>
[ReadsVariable("SLIPWAY_ENGINE_ROOT")]
[ReadsVariable("SLIPWAY_ENGINE_SOCKET")]
[ReadsVariable("SLIPWAY_ENGINE_ARGS")]
public interface IHasEngine : IBuild
{
    /// <summary>Whether an engine and the tools that are missing may be installed. False unless set.</summary>
    [Parameter("Install a Docker engine, compose and Trivy where they are missing, and start the engine.")]
    bool InstallEngine => Get(false);

    /// <summary>Asks for <see cref="UninstallEngine"/>.</summary>
    [Parameter("Stop and remove the engine that --install-engine installed, with all that it holds.", Name = "UninstallEngine", Requests = nameof(UninstallEngine))]
    bool RemovesEngine => Get(false);

    /// <summary>The engine that the <c>docker</c> program would use: <c>DOCKER_HOST</c>, the current context, or the default socket.</summary>
    EngineClient Engine => Once(() => new EngineClient(EngineEndpoint.Resolve(Environment)));

    // Of an engine elsewhere only the total is known: its machine is expected to be there for builds.
    async ValueTask<HostMemory> IBuild.MemoryOfHostAsync(CancellationToken cancellationToken) =>
        Engine.Endpoint.SocketPath is not null || await Engine.PingAsync(cancellationToken) is null
            ? HostMemory.OfThisMachine()
            : new HostMemory((await Engine.InfoAsync(cancellationToken)).Memory, $"the engine at {Engine.Endpoint}");

    /// <summary>Makes sure that an engine answers.</summary>
    Target PrepareEngine => _ => _
        .Description("Makes sure that a Docker engine answers; installs one with --install-engine.")
        .Reuses(async planning => await Engine.PingAsync(planning.CancellationToken) is not null
            ? Reuse.UpToDate($"an engine answers at {Engine.Endpoint}")
            : Reuse.Stale($"no engine answers at {Engine.Endpoint}{(InstallEngine ? ": --install-engine installs one" : "")}"))
        .Executes(async run =>
        {
            // Without the flag, and where there is no socket of this machine to listen on, the client says what is wrong.
            if (!InstallEngine || Engine.Endpoint.SocketPath is not { } socket)
            {
                await Engine.VersionAsync(run.CancellationToken);
                return;
            }

            var done = await new EngineBootstrap(run.Processes, TempFolder).InstallEngineAsync(socket, run.Log, run.CancellationToken);
            run.Summarize(done.Count == 0 ? "started" : $"{done[^1]}; --uninstall-engine undoes it");
        });

    /// <summary>Removes the engine that was installed.</summary>
    Target UninstallEngine => _ => _
        .Description("Stops and removes the engine that --install-engine installed.")
        .Executes(run => new EngineBootstrap(run.Processes, TempFolder).UninstallEngineAsync(run.Log, run.CancellationToken));
}
