using Slipway.Containers.Stacks;
using Slipway.Hosting;

namespace Slipway.Components;

public partial interface IHasStack
{
    private const string AllStacks = "all";

    // A stack of that name is one like others.
    private bool IsAll => StackName == AllStacks && !ContainerStack.IsStack(Path.Combine(StacksFolder, AllStacks));

    IReadOnlyList<string> IBuild.Redirect(IReadOnlyList<string> targets) => targets.Count == 0 || !IsAll ? RedirectOne(targets)
        : InstallEngine ? [nameof(PrepareEngine), nameof(EachStack)]
        : [nameof(EachStack)];

    /// <summary>What runs in place of the targets that were asked for of one stack; those themselves unless a component says otherwise.</summary>
    /// <param name="targets">Their names.</param>
    internal IReadOnlyList<string> RedirectOne(IReadOnlyList<string> targets) => targets;

    /// <summary>What was asked for with <c>--stack all</c>, once for each stack; see docs/decisions/0016-all-stacks-at-once.md.</summary>
    Target<string, string> EachStack => _ => _
        .Description("Does what was asked for with --stack all, for each stack.")
        .Unlisted()
        .OnlyAfter(PrepareEngine)
        .ForEach(StackNames)
        .Executes(RunStackAsync);

    private List<string> StackNames() => !Directory.Exists(StacksFolder) ? [] :
        [.. Directory.EnumerateDirectories(StacksFolder).Where(ContainerStack.IsStack).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    private async Task<string> RunStackAsync(string name, RunContext run)
    {
        var temp = Path.Combine(TempFolder, AllStacks, name);
        Directory.CreateDirectory(temp);
        await using var output = new LineWriter(run.Log);
        var host = new BuildHost(
            (SlipwayBuild)Activator.CreateInstance(GetType(), nonPublic: true)!,
            new HostOptions
            {
                Folder = RootFolder,
                IsProject = true,
                TempFolder = temp,
                Environment = Surroundings(),
                Out = output,
                Error = output,
                Time = run.Time,
                Processes = run.Processes,
                CancellationToken = run.CancellationToken,
            });
        var exitCode = await host.RunAsync([.. WithoutStack(Arguments), "--stack", name, "--together", "--plain"]);
        await output.FlushAsync(run.CancellationToken);
        if (exitCode != ExitCodes.Done)
            throw new ProblemException(ComponentProblems.StackFailed(name, exitCode, output.Last("error ")));
        var summary = output.Last("Succeeded ");
        run.Summarize(summary);
        return summary;
    }

    // What all of them may share: tools and packages that one of them has fetched.
    private Dictionary<string, string> Surroundings()
    {
        var environment = new Dictionary<string, string>(Environment, StringComparer.Ordinal);
        environment.TryAdd("SLIPWAY_BASES_WORK", Path.Combine(TempFolder, "bases"));
        environment.TryAdd("SLIPWAY_TRIVY_CACHE", Path.Combine(TempFolder, "trivy"));
        if (Path.Combine(TempFolder, "tools", "trivy") is var trivy && File.Exists(trivy))
            environment.TryAdd("SLIPWAY_TRIVY", trivy);
        environment.Remove("GITHUB_ACTIONS");
        environment.Remove("SLIPWAY_EVENTS");
        return environment;
    }

    private static IEnumerable<string> WithoutStack(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            var word = arguments[i];
            if (word.Equals("--stack", StringComparison.OrdinalIgnoreCase))
                i++;
            else if (!word.StartsWith("--stack=", StringComparison.OrdinalIgnoreCase) && !word.Equals("--together", StringComparison.OrdinalIgnoreCase) && !word.Equals("--plain", StringComparison.OrdinalIgnoreCase))
                yield return word;
        }
    }
}
