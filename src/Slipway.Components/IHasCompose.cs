using Slipway.Containers.Bootstrap;
using Slipway.Containers.Composing;
using Slipway.Containers.Deploying;

namespace Slipway.Components;

/// <summary>Brings compose, which starts and stops services: <c>docker compose</c> v2, else <c>docker-compose</c>.</summary>
[ReadsVariable("SLIPWAY_COMPOSE")]
public interface IHasCompose : IHasStack
{
    /// <summary>How long services may take to become healthy. Three minutes unless set.</summary>
    [Parameter("How long services may take to become healthy, such as 90s or 5m.")]
    TimeSpan HealthTimeout => Get(TimeSpan.FromMinutes(3));

    /// <summary>How long the migration may take. Ten minutes unless set.</summary>
    [Parameter("How long the migration may take, such as 90s or 30m.")]
    TimeSpan MigrateTimeout => Get(TimeSpan.FromMinutes(10));

    /// <summary>Whether a first deployment that fails leaves its containers for a look inside. False unless set.</summary>
    [Parameter("Leave the containers of a first deployment that failed, for a look inside.")]
    bool KeepFailed => Get(false);

    /// <summary>The compose program of this machine.</summary>
    /// <param name="run">Runs it.</param>
    /// <exception cref="ProblemException">There is none; exit code 3.</exception>
    async Task<ComposeCli> FindComposeAsync(RunContext run) =>
        (await Once(() => ComposeCli.FindAsync(run.Processes, Engine, Environment, [EngineBootstrap.ComposePath(Environment)], run.CancellationToken))).By(run.Processes);

    /// <summary>The stack as it is started and stopped.</summary>
    /// <param name="run">The node that does it.</param>
    /// <exception cref="ProblemException">There is no compose program; exit code 3.</exception>
    async Task<Deployment> OpenDeploymentAsync(RunContext run) => new(Engine, await FindComposeAsync(run), Stack, run)
    {
        HealthTimeout = HealthTimeout,
        MigrateTimeout = MigrateTimeout,
        KeepFailed = KeepFailed,
    };
}
