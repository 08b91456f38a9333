using Slipway.Containers.Composing;
using Slipway.Containers.Engine;
using Slipway.Containers.Operating;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Watching;

/// <summary>Keeps running services as their sources are, until it is asked to stop.</summary>
/// <param name="instance">The stack.</param>
/// <param name="run">The node that does it.</param>
/// <param name="rebuild">Builds a service's image and makes its containers anew.</param>
public sealed class DevSession(StackInstance instance, RunContext run, Func<string, Task> rebuild)
{
    // A service in development need not save its work.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(1);

    /// <summary>Watches, and acts on changes. Ends only by Ctrl-C, or by something that cannot go on.</summary>
    /// <param name="services">The services; all unless given.</param>
    /// <param name="began">Called when nothing that is saved from now on is missed.</param>
    public async Task WatchAsync(IReadOnlyList<string>? services = null, Action? began = null)
    {
        var stack = instance.Stack ?? throw instance.Damage!;
        var rules = WatchRules.Of(stack, services);
        using var watch = new FolderWatch(rules.Select(rule => rule.Path).Where(Path.Exists), run.Time);
        foreach (var rule in rules)
            run.Log($"{rule.Service}: {WordOf(rule.Action)} on changes in {Path.GetRelativePath(stack.RootFolder, rule.Path)}{(Path.Exists(rule.Path) ? "" : ", which is not there")}");
        began?.Invoke();
        while (true)
        {
            var changed = await watch.NextAsync(run.CancellationToken);
            foreach (var (service, touched) in Touched(rules, changed))
                await ActAsync(service, touched, stack);
        }
    }

    private static IEnumerable<(string Service, List<(WatchRule Rule, string Path)> Touched)> Touched(IReadOnlyList<WatchRule> rules, IReadOnlyCollection<string> changed) =>
        rules.SelectMany(rule => changed.Where(rule.Concerns).Where(path => !Directory.Exists(path)).Select(path => (rule, path)))
            .GroupBy(pair => pair.rule.Service, StringComparer.Ordinal).Select(group => (group.Key, group.ToList()));

    // What is wrong with one change is corrected by the next: the session goes on.
    private async Task ActAsync(string service, List<(WatchRule Rule, string Path)> touched, ContainerStack stack)
    {
        var started = run.Time.GetTimestamp();
        var first = Path.GetRelativePath(stack.RootFolder, touched[0].Path);
        var what = touched.Count == 1 ? first : $"{first} and {touched.Count - 1} more";
        try
        {
            var action = touched.Max(pair => pair.Rule.Action);
            if (action == WatchAction.Rebuild)
            {
                run.Log($"{service}: {what} changed, rebuilding");
                await rebuild(service);
            }
            else
            {
                await SyncAsync(service, touched, action);
            }

            run.Log($"{service}: {what}: {Done(action)} in {run.Time.GetElapsedTime(started).TotalSeconds:0.00} s");
        }
        catch (ProblemException e)
        {
            run.Warn($"{service}: {what}: {e.Message}");
        }
    }

    private async Task SyncAsync(string service, List<(WatchRule Rule, string Path)> touched, WatchAction action)
    {
        var running = (await instance.ContainersAsync(run.CancellationToken)).Where(container => container.Labels.GetValueOrDefault(ComposeLabels.Service) == service).ToList();
        if (running.Count == 0)
            throw new ProblemException(OperatingProblems.NothingRuns(instance.Project, [service]));
        var files = touched.Where(pair => pair.Rule.Target is not null && pair.Rule.Action != WatchAction.Restart).Select(pair => (pair.Path, pair.Rule.InContainer(pair.Path))).Distinct().ToList();
        await Task.WhenAll(running.Select(container => ActAsync(container, files, touched, action)));
    }

    private async Task ActAsync(ContainerSummary container, List<(string Here, string There)> files, List<(WatchRule Rule, string Path)> touched, WatchAction action)
    {
        if (files.Count > 0)
            await new FileSync(instance.Engine).SyncAsync(container.Id, files, run.CancellationToken);
        foreach (var hook in touched.Select(pair => pair.Rule.Exec).OfType<Compose.ComposeHook>().Distinct())
        {
            var ended = await instance.Engine.ExecAsync(
                container.Id,
                new ExecRequest
                {
                    Command = hook.Command,
                    User = hook.User,
                    WorkingFolder = hook.WorkingFolder,
                    IsPrivileged = hook.IsPrivileged,
                    Environment = [.. hook.Environment.Where(pair => pair.Value is not null).Select(pair => $"{pair.Key}={pair.Value}")],
                },
                run.CancellationToken);
            if (!ended.Succeeded)
                throw new ProblemException(OperatingProblems.CommandFailed(touched[0].Rule.Service, ended.ExitCode, (ended.Error + ended.Output).Trim()));
        }

        if (action is WatchAction.Restart or WatchAction.SyncAndRestart)
            await instance.Engine.RestartContainerAsync(container.Id, StopPatience, run.CancellationToken);
    }

    private static string WordOf(WatchAction action) => action switch
    {
        WatchAction.Sync => "copies",
        WatchAction.SyncAndExec => "copies and runs a command",
        WatchAction.SyncAndRestart => "copies and restarts",
        WatchAction.Restart => "restarts",
        _ => "rebuilds",
    };

    private static string Done(WatchAction action) => action switch
    {
        WatchAction.Sync => "copied",
        WatchAction.SyncAndExec => "copied, command run",
        WatchAction.SyncAndRestart => "copied and restarted",
        WatchAction.Restart => "restarted",
        _ => "rebuilt",
    };
}
