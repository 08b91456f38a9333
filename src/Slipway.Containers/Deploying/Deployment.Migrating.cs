using Slipway.Containers.Composing;
using Slipway.Containers.Engine;
using Slipway.Processes;
using Slipway.Reports;

namespace Slipway.Containers.Deploying;

/// <content>The migration of the stack's database.</content>
public sealed partial class Deployment
{
    private static readonly IReadOnlyList<ReportColumn> MigrationColumns =
        [new("Service"), new("Image", ReportColumnKind.Code), new("Took", ReportColumnKind.Milliseconds), new("Output", ReportColumnKind.Code)];

    /// <summary>Runs the service that migrates, once, with the image that was verified.</summary>
    /// <returns>The last line that it wrote.</returns>
    /// <exception cref="ProblemException">It failed; its last lines are among the facts.</exception>
    public async Task<string> MigrateAsync()
    {
        var last = "";
        var service = stack.MigrateService!;
        await OpenAsync();
        if (IsOnSwarm)
            return await MigrateOnSwarmAsync();
        // The service has a profile of its own, which the stack need not have on: it is asked for by its name.
        var project = stack.Compose.WithServices(service);
        var now = Now with { Project = project };
        var pins = await PinAsync(now, [service], VerifiedImages);
        await GuardAsync(
            async () =>
            {
                await Gate.WaitAsync(now.Request(stack.MigrationDependencies, HealthTimeout), cancellationToken: run.CancellationToken);
                await using var database = await DatabaseLock.TakeAsync(engine, await DatabasesAsync(), LockTimeout, run.Time, run.Log, run.CancellationToken);
                var backup = BackUpFirst is null ? null : await BackUpFirst();
                var started = run.Time.GetTimestamp();
                var lines = await RunMigrationAsync(now.Scope(PinPath), service, backup);
                last = lines.Where(line => !line.IsError).Select(line => line.Text.Trim()).LastOrDefault(text => text.Length > 0) ?? "done";
                run.Report(new ReportTable(
                    "Migrations",
                    MigrationColumns,
                    [[service, pins[service], run.Time.GetElapsedTime(started).TotalMilliseconds.ToString("0", System.Globalization.CultureInfo.InvariantCulture), string.Join('\n', lines.Select(line => line.Text))]]));
            },
            // The old release is still there: nothing of it was touched.
            bringsBack: false);
        return last;
    }

    private async Task<IReadOnlyList<OutputLine>> RunMigrationAsync(ComposeScope scope, string service, string? backup)
    {
        try
        {
            return await Compose.RunAsync(scope, new ComposeRunOptions { Service = service, Timeout = MigrateTimeout }, line => run.Log(line.Text), run.CancellationToken);
        }
        catch (ProblemException e) when (backup is not null)
        {
            throw new ProblemException([.. e.Problems, DeployingProblems.BackedUpBefore(backup)]);
        }
    }

    private async Task<IReadOnlyList<ContainerSummary>> DatabasesAsync() =>
    [
        .. (await ContainersAsync(run.CancellationToken)).Where(container => container.Status is ContainerStatus.Running
            && stack.MigrationDependencies.Contains(container.Labels.GetValueOrDefault(ComposeLabels.Service, ""), StringComparer.Ordinal)),
    ];
}
