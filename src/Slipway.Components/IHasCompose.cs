using Slipway.Containers.Bootstrap;
using Slipway.Containers.Composing;
using Slipway.Containers.Deploying;

namespace Slipway.Components;

/// <summary>Brings compose, which starts and stops services: <c>docker compose</c> v2, else <c>docker-compose</c>.</summary>
[ReadsVariable("SLIPWAY_COMPOSE")]
public interface IHasCompose : IHasStack
{
    /// <summary>What runs the stack. <see cref="Containers.Deploying.Orchestrator.Compose"/> unless set.</summary>
    [Parameter("What runs the stack: compose on one engine, or the swarm that the engine manages.")]
    Orchestrator Orchestrator => Get(Orchestrator.Compose);

    /// <summary>How long services may take to become healthy. Three minutes unless set.</summary>
    [Parameter("How long services may take to become healthy, such as 90s or 5m.")]
    TimeSpan HealthTimeout => Get(TimeSpan.FromMinutes(3));

    /// <summary>How long the migration may take. Ten minutes unless set.</summary>
    [Parameter("How long the migration may take, such as 90s or 30m.")]
    TimeSpan MigrateTimeout => Get(TimeSpan.FromMinutes(10));

    /// <summary>Whether a first deployment that fails leaves its containers for a look inside. False unless set.</summary>
    [Parameter("Leave the containers of a first deployment that failed, for a look inside.")]
    bool KeepFailed => Get(false);

    /// <summary>Whether a deployment that fails stays as it is in place of the release before it. False unless set.</summary>
    [Parameter("Leave a deployment that failed as it is, in place of putting the last release back.")]
    bool NoRollback => Get(false);

    /// <summary>How long to wait for another deployment of the stack. Not at all unless set.</summary>
    [Parameter("How long to wait for another deployment of the stack, such as 10m.")]
    TimeSpan LockTimeout => Get(TimeSpan.Zero);

    /// <summary>How many releases are kept on the engine, with their images. Ten unless set.</summary>
    [Parameter("How many releases are kept on the engine, with their images.")]
    int KeepReleases => Get(10);

    /// <summary>How many containers services have, such as <c>web=3</c>. What the compose file says unless set.</summary>
    [Parameter("How many containers services have, such as web=3,worker=2.")]
    string[]? Scale => Get<string[]?>();

    /// <summary>The ids of images that this run has built and verified, by their references; none in a run that builds none.</summary>
    /// <param name="run">The node that asks.</param>
    IReadOnlyDictionary<string, string> VerifiedImages(RunContext run) => new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The same while planning; <see langword="null"/> where images are still to be built, or may be.</summary>
    /// <param name="planning">The probe that asks.</param>
    IReadOnlyDictionary<string, string>? KnownImages(PlanningContext planning) => new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What backs up the stack's volumes before its database is migrated; <see langword="null"/> where nothing does.</summary>
    /// <param name="run">The node that migrates.</param>
    internal Func<Task<string>>? BackUpBeforeMigration(RunContext run) => null;

    /// <summary>The compose program of this machine.</summary>
    /// <param name="run">Runs it.</param>
    /// <exception cref="ProblemException">There is none; exit code 3.</exception>
    async Task<ComposeCli> FindComposeAsync(RunContext run) =>
        (await Once(() => ComposeCli.FindAsync(run.Processes, Engine, Environment, [EngineBootstrap.ComposePath(Environment)], run.CancellationToken))).By(run.Processes);

    /// <summary>The stack as it is started and stopped.</summary>
    /// <param name="run">The node that does it.</param>
    /// <param name="isRelease">Whether it is one that can be put back; images that a developer's run builds on the way have not been verified.</param>
    /// <exception cref="ProblemException">There is no compose program; exit code 3.</exception>
    async Task<Deployment> OpenDeploymentAsync(RunContext run, bool isRelease = true) => new(Engine, Orchestrator is Orchestrator.Swarm ? null : await FindComposeAsync(run), Stack, run)
    {
        Orchestrator = Orchestrator,
        HealthTimeout = HealthTimeout,
        MigrateTimeout = MigrateTimeout,
        KeepFailed = KeepFailed,
        NoRollback = NoRollback || !isRelease,
        IsRelease = isRelease,
        LockTimeout = LockTimeout,
        KeepReleases = Math.Max(1, KeepReleases),
        Scale = ServiceScale.Parse(Scale ?? [], Stack),
        BackUpFirst = BackUpBeforeMigration(run),
        VerifiedImages = isRelease ? VerifiedImages(run) : new Dictionary<string, string>(StringComparer.Ordinal),
    };

    /// <summary>Whether services run as planned already, and if not, which of them are started or made anew, and why.</summary>
    /// <param name="services">The services.</param>
    /// <param name="planning">The probe that asks.</param>
    async Task<Reuse> ExamineServicesAsync(IReadOnlyList<string> services, PlanningContext planning)
    {
        if (await Engine.PingAsync(planning.CancellationToken) is null)
            return Reuse.Unknown("the engine is started first");
        if (Stack.EnvironmentFileIsMissing)
            return Reuse.Unknown("its variables are made first");
        var known = KnownImages(planning);
        var images = known ?? new Dictionary<string, string>(StringComparer.Ordinal);
        var scale = ServiceScale.Parse(Scale ?? [], Stack);
        string changes;
        try
        {
            changes = Orchestrator is Orchestrator.Swarm
                ? await PlannedChanges.OnSwarmAsync(Engine, Stack, services, images, scale, planning.CancellationToken)
                : await PlannedChanges.OfAsync(Engine, Stack, services, images, TempFolder, scale, planning.CancellationToken);
        }
        catch (ProblemException e) when (e.Problems is [{ Code: "SW1070" or "SW1071" } noSwarm])
        {
            // The run says it before anything is built, with a remedy.
            return Reuse.Unknown(noSwarm.What);
        }

        if (changes.Length > 0)
            return Reuse.Stale(changes);
        return known is null ? Reuse.Unknown("its images are built first") : Reuse.UpToDate("all run as planned");
    }
}
