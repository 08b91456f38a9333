namespace Slipway.Containers.Watching;

/// <summary>What a watchdog, or a session of development, ends with when something was wrong.</summary>
internal static class WatchingProblems
{
    private const int Shown = 10;

    public static Problem Seen(string project, IReadOnlyList<Alert> alerts) => new(
        "SW0961",
        $"the watchdog of '{project}' has seen {alerts.Count} {(alerts.Count == 1 ? "thing" : "things")}",
        [.. alerts.Take(Shown).Select(AlertText.Of), .. alerts.Count > Shown ? new[] { $"and {alerts.Count - Shown} more" } : []],
        "./build.sh Logs --service NAME shows what a service wrote");

    public static Problem BadShare(string option, int share) => new(
        "SW0962", $"{option} {share} is no share in percent", null, $"{option} 90", ExitCodes.BuildIsWrong);

    public static Problem NothingToWatch(string stack) => new(
        "SW0963",
        $"no service of '{stack}' says what to watch",
        ["services with a build: are watched at the folders that their Dockerfiles copy from"],
        "add develop: { watch: [{ path: ./src, action: sync, target: /app/src }] } to a service",
        ExitCodes.BuildIsWrong);

    public static Problem CannotWatch(string path, string reason) => new(
        "SW0964", $"'{path}' cannot be watched", [$"reason: {reason}"], "raise fs.inotify.max_user_watches, or leave folders out with ignore:");

    public static Problem NoTarget(Place place, string service, string action) => new(
        "SW0965", $"develop.watch of service '{service}' says '{action}' without a target", [place.ToString()], "target: /path/in/the/container", ExitCodes.BuildIsWrong);
}
