using Slipway.Containers.Watching;

namespace Slipway.Components;

/// <summary>Watches the stack while it runs.</summary>
public interface IWatchdog : IHasInstance, IPrintsResults
{
    /// <summary>How long <see cref="Watchdog"/> watches. Until Ctrl-C unless set.</summary>
    [Parameter("How long Watchdog watches, such as 30s; until Ctrl-C unless given.")]
    TimeSpan? For => Get<TimeSpan?>();

    /// <summary>The share of its memory limit above which a container is told of. 90 percent unless set.</summary>
    [Parameter("The percentage of its memory limit above which Watchdog tells of a container.")]
    int MemoryAlert => Get(90);

    /// <summary>The share of its processors above which a container is told of. 80 percent unless set.</summary>
    [Parameter("The percentage of its processors above which Watchdog tells of a container.")]
    int CpuAlert => Get(80);

    /// <summary>How long a container must be that busy without a break. 30 seconds unless set.</summary>
    [Parameter("How long a container must be that busy before Watchdog tells of it, such as 30s.")]
    TimeSpan CpuPeriod => Get(TimeSpan.FromSeconds(30));

    /// <summary>Tells of memory, processors, kills for memory, failing health checks and restart loops as they happen.</summary>
    Target Watchdog => _ => _
        .Description("Watches the stack and tells of full memory, busy processors, kills for memory, failing checks and restart loops; fails after --for where there were any.")
        .DependsOn(PrepareEngine)
        .RunsBesideOthers()
        .Executes(async run =>
        {
            var instance = await FindInstanceAsync(run);
            var options = new WatchdogOptions { Memory = MemoryAlert, Cpu = CpuAlert, CpuPeriod = CpuPeriod, Duration = For };
            var watchdog = new StackWatchdog(instance, options, run.Time);
            run.Log($"watching '{instance.Project}'{(For is { } time ? $" for {time.TotalSeconds:0} s" : ", until Ctrl-C")}");
            var alerts = await watchdog.WatchAsync(alert =>
            {
                if (Output == OutputFormat.Json)
                    Terminal.Print(AlertText.Json(alert));
                if (alert.IsOver)
                    run.Log(AlertText.Of(alert));
                else
                    run.Warn(AlertText.Of(alert));
            }, run.CancellationToken);
            StackWatchdog.Check(instance, alerts);
            run.Summarize("nothing was wrong");
        });
}
