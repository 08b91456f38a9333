using Slipway.Containers.Compose;
using Slipway.Containers.Contexts;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Watching;

/// <summary>What is watched for a stack: by <c>develop.watch</c>, else the contexts that images are built from.</summary>
internal static class WatchRules
{
    /// <summary>The rules of the services that run.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="services">Only these services; all unless given.</param>
    /// <exception cref="ProblemException">A rule copies, and does not say where to; or nothing is watched.</exception>
    public static IReadOnlyList<WatchRule> Of(ContainerStack stack, IReadOnlyList<string>? services)
    {
        var problems = new List<Problem>();
        var rules = stack.Services.Where(service => services is null or [] || services.Contains(service.Name, StringComparer.Ordinal))
            .SelectMany(service => service.Watch.Count > 0 ? Declared(service, stack, problems) : Derived(service, stack)).ToList();
        if (problems.Count == 0 && rules.Count == 0)
            problems.Add(WatchingProblems.NothingToWatch(stack.Name));
        return problems.Count == 0 ? rules : throw new ProblemException(problems);
    }

    private static IEnumerable<WatchRule> Declared(ComposeService service, ContainerStack stack, List<Problem> problems)
    {
        foreach (var watch in service.Watch)
        {
            var action = watch.Action switch
            {
                "sync" => WatchAction.Sync,
                "sync+exec" => WatchAction.SyncAndExec,
                "sync+restart" => WatchAction.SyncAndRestart,
                "restart" => WatchAction.Restart,
                _ => WatchAction.Rebuild,
            };
            if (action is WatchAction.Sync or WatchAction.SyncAndExec or WatchAction.SyncAndRestart && watch.Target is null)
            {
                problems.Add(WatchingProblems.NoTarget(watch.Place, service.Name, watch.Action));
                continue;
            }

            yield return new WatchRule(service.Name, watch.Path, action)
            {
                Target = watch.Target,
                Exec = watch.Exec,
                Ignore = watch.Ignore.Count == 0 ? DockerIgnore.None : DockerIgnore.Parse(string.Join('\n', watch.Ignore), watch.Place.ToString()),
                Context = ContextOf(service, stack),
                // A bind mount shows the file already: copying it onto itself would be a change again.
                Mounted = action is WatchAction.Sync or WatchAction.SyncAndExec or WatchAction.SyncAndRestart ? MountsOf(service) : [],
            };
        }
    }

    // What is mounted is seen by the container; what is built is built again.
    private static IEnumerable<WatchRule> Derived(ComposeService service, ContainerStack stack)
    {
        if (ContextOf(service, stack) is not var (folder, ignore))
            yield break;
        var context = new WatchRule(service.Name, folder, WatchAction.Rebuild) { Context = (folder, ignore), Mounted = MountsOf(service) };
        yield return context;
        // The context may leave it out, or lie elsewhere.
        var dockerfile = ImageOf(service, stack)!.DockerfilePath;
        if (dockerfile.Length > 0 && !context.Concerns(dockerfile))
            yield return new WatchRule(service.Name, dockerfile, WatchAction.Rebuild);
    }

    private static string[] MountsOf(ComposeService service) =>
        [.. service.Volumes.Where(mount => mount.Kind == MountKind.Bind && mount.Source is not null).Select(mount => mount.Source!)];

    private static Image? ImageOf(ComposeService service, ContainerStack stack) =>
        stack.Images.FirstOrDefault(image => image.Reference == StackImages.ReferenceOf(service, stack.Compose));

    private static (string Folder, DockerIgnore Ignore)? ContextOf(ComposeService service, ContainerStack stack)
    {
        if (service.Build is not { IsRemote: false } build || ImageOf(service, stack) is not { } image)
            return null;
        return (build.Context, DockerIgnore.Load(build.Context, image.DockerfilePath));
    }
}
