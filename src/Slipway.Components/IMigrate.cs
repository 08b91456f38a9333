using Slipway.Containers.Deploying;

namespace Slipway.Components;

/// <summary>Migrates the stack's database with a one-shot of the image that was built.</summary>
public interface IMigrate : IHasCompose
{
    /// <summary>Starts what the migration's <c>depends_on</c> reaches and waits until it is healthy.</summary>
    Target ComposeUpDependencies => _ => _
        .Description("Starts what the migration needs: the database and what else its depends_on reaches.")
        .DependsOn(PrepareEngine, PrepareEnvironment)
        .OnlyWhen(() => Stack.MigrateService != null, otherwise: "the compose file names no service that migrates")
        .Reuses(planning => ExamineServicesAsync(Stack.MigrationDependencies, planning))
        .Executes(async run => run.Summarize(await (await OpenDeploymentAsync(run)).UpAsync(Stack.MigrationDependencies)));

    /// <summary>Runs the service that <c>x-slipway: { migrate: … }</c> names, once.</summary>
    Target Migrate => _ => _
        .Description("Migrates the database with a one-shot of the image that was built.")
        .DependsOn(ComposeUpDependencies)
        .OnlyWhen(() => Stack.MigrateService != null, otherwise: "the compose file names no service that migrates")
        .Reuses(async planning => await Engine.PingAsync(planning.CancellationToken) is null
            ? Reuse.Unknown("the engine is started first")
            : Reuse.Stale(await PendingMigrations.OfAsync(Engine, Stack, planning.CancellationToken)))
        .Executes(async run => run.Summarize(await (await OpenDeploymentAsync(run)).MigrateAsync()));
}
