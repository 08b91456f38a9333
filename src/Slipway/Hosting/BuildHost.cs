using Slipway.Completion;
using Slipway.Execution;
using Slipway.Files;
using Slipway.Graphs;
using Slipway.Parameters;
using Slipway.Planning;
using Slipway.Processes;
using Slipway.Reporting;
using Slipway.Reporting.GitHub;

namespace Slipway.Hosting;

/// <summary>Takes a build from its command line to an exit code.</summary>
/// <param name="build">The build; used for one run.</param>
/// <param name="options">Its surroundings.</param>
public sealed class BuildHost(SlipwayBuild build, HostOptions options)
{
    private readonly SecretMask _mask = new();

    /// <summary>Does what the command line asks for.</summary>
    /// <param name="args">The command line.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        using var signals = new StopSignals(options.HandlesSignals, options.CancellationToken);
        try
        {
            return await DispatchAsync(args, signals);
        }
        catch (ProblemException e)
        {
            foreach (var problem in e.Problems.Select(problem => _mask.Apply(problem)))
            {
                await options.Error.WriteLineAsync(problem.ToString());
                if (HostChoice.IsGitHub(options.Environment))
                    await options.Error.WriteLineAsync(Annotation.Of(problem, build.RootFolder.ToString() is { Length: > 0 } root ? root : options.Folder));
            }

            return e.ExitCode;
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            await options.Error.WriteLineAsync("stopped before anything was started");
            return signals.ExitCode;
        }
        catch (Exception e)
        {
            await options.Error.WriteLineAsync(_mask.Apply(HostingProblems.Unexpected(e).ToString()));
            return ExitCodes.BuildIsWrong;
        }
        finally
        {
            build.End();
        }
    }

    private async Task<int> DispatchAsync(IReadOnlyList<string> args, StopSignals signals)
    {
        var root = options.IsProject ? Path.GetFullPath(options.Folder) : ProjectFolder.Find(options.Folder);
        var problems = new List<Problem>();
        var parameters = ParameterReader.Read(build.GetType(), problems);
        var commandLine = CommandLine.Parse(args, parameters, problems);
        var values = ParameterInput.Read(root, options.CurrentFolder, parameters, commandLine, options.Environment, problems);
        Start(root, values, parameters);
        commandLine.Targets.AddRange(parameters.Values.Where(p => p.Requests is not null && values.SourceOf(p.Member) == ParameterSource.CommandLine && values.Get(p.Member, false)).Select(p => p.Requests!));
        var graph = ReadGraph(commandLine, problems);

        if (options.Environment.ContainsKey("SLIPWAY_COMPILED"))
            SchemaWriter.WriteIfChanged(Path.Combine(root, ".nuke", "build.schema.json"), graph, parameters.Values);
        if (Answer(graph, parameters, commandLine, values) is { } answer)
        {
            ThrowIfAny(problems);
            await options.Out.WriteAsync(answer);
            return ExitCodes.Done;
        }

        // Names and parameters are checked before the lock is waited for.
        var planner = new Planner(build, graph, values, parameters);
        var request = planner.Resolve(Known(commandLine.Targets, graph), Known(commandLine.Skip, graph));
        await CheckAsync(planner, request, parameters, values, isPlan: commandLine.Plan is not null, problems, signals.Token);
        if (request.Wanted.Count == 0)
            throw new ProblemException(PlanningProblems.NothingAsked);
        foreach (var warning in UnknownVariables.Find(build.GetType(), parameters.Values, options.Environment))
            await options.Error.WriteLineAsync(_mask.Apply(warning));
        if (commandLine.Plan is { } format)
        {
            var plan = await planner.PlanAsync(request, new NodeFiles(build, parameters, options.Time, writes: false), signals.Token);
            await options.Out.WriteAsync(format == "json" ? PlanJson.Of(plan, _mask) : _mask.Apply(PlanText.Of(plan)));
            return ExitCodes.Done;
        }

        var github = HostChoice.IsGitHub(options.Environment) ? new GitHubOutput(RunReporters.OutputOf(build, options)) : null;
        if (github is not null)
            _mask.TellTo(github.Mask);
        var repetition = Repetition.Of(commandLine, parameters, values);
        Action<int?>? wait = commandLine.Has("wait")
            ? holder => options.Error.WriteLine($"waiting for {(holder is null ? "another run" : $"process {holder}")}, which works in this folder")
            : null;
        using var runLock = await RunLock.TakeAsync(build.TempFolder, wait, options.Time, signals.Token);
        var hooks = new SlipwayBuild.HookReporter(build, problem => options.Error.WriteLine(_mask.Apply(problem.ToString())));
        hooks.Initialized();
        return await RunAsync(graph, await planner.PlanAsync(request, new NodeFiles(build, parameters, options.Time, writes: true), signals.Token), signals, github, repetition, hooks, !commandLine.Has("no-color"));
    }

    // What is wrong with the command line, the parameters and the names of targets is told at once.
    private Graph ReadGraph(CommandLine commandLine, List<Problem> problems)
    {
        try
        {
            var graph = Graph.Of(build);
            foreach (var name in commandLine.Targets.Where(name => !commandLine.Doubtful.Contains(name)).Select(name => RequestedName.Parse(name).Target).Concat(commandLine.Skip))
            {
                if (graph.Find(name) is null)
                    problems.Add(ParameterProblems.UnknownTarget(name, graph.Names));
            }

            return graph;
        }
        catch (ProblemException e) when (problems.Count > 0)
        {
            throw new ProblemException([.. problems, .. e.Problems]);
        }
    }

    /// <summary>What is printed where nothing is to be planned or run.</summary>
    private string? Answer(Graph graph, IReadOnlyDictionary<string, Parameter> parameters, CommandLine commandLine, ParameterValues values)
    {
        if (commandLine.Has("version"))
            return HelpText.Version + Environment.NewLine;
        if (commandLine.Has("list"))
            return HelpText.For(graph, parameters.Values, withOptions: false);
        if (commandLine.ValueOf("completion") is { } shell)
            return CompletionScript.For(shell);
        if (commandLine.Has("help") && Known(commandLine.Targets, graph) is { Count: > 0 } names)
        {
            var help = new TargetHelp(build, graph, parameters, values);
            return _mask.Apply(string.Join(Environment.NewLine, names.Select(name => help.For(graph.Find(RequestedName.Parse(name).Target)!))));
        }

        return commandLine.Has("help") || (commandLine.Targets.Count == 0 && commandLine.Plan is null)
            ? HelpText.For(graph, parameters.Values, withOptions: true)
            : null;
    }

    private async Task CheckAsync(
        Planner planner,
        Planner.Request request,
        IReadOnlyDictionary<string, Parameter> parameters,
        ParameterValues values,
        bool isPlan,
        List<Problem> problems,
        CancellationToken cancellationToken)
    {
        var asked = new HashSet<Parameter>();
        while (true)
        {
            var (missing, tools) = Missing(planner, request, problems);
            bool MayAsk(Parameter parameter) => parameter.IsSecret && !asked.Contains(parameter) && options.Prompt is { IsAvailable: true };
            problems.AddRange(missing.Where(m => !MayAsk(m.Parameter)).Select(m => m.Problem).Concat(tools));
            ThrowIfAny(problems);
            // A plan asks nothing: what a run would ask for is not missing there.
            if (isPlan || missing is not [{ Parameter: var secret }, ..])
                return;
            asked.Add(secret);
            if (await options.Prompt!.AskAsync($"{secret.Name} ({secret.Description.TrimEnd('.')}): ", cancellationToken) is not { Length: > 0 } text)
                continue;
            values.Take(secret, new GivenText([text], ParameterSource.Prompt, "the answer", options.CurrentFolder), problems);
            SetValues(values, parameters);
        }
    }

    // Conditions may fail because of what is wrong already: that would only hide it.
    private static Planner.Missing Missing(Planner planner, Planner.Request request, List<Problem> problems)
    {
        try
        {
            return planner.Check(request);
        }
        catch (ProblemException) when (problems.Count > 0)
        {
            return new Planner.Missing([], []);
        }
    }

    private static List<string> Known(IEnumerable<string> names, Graph graph) => [.. names.Where(name => graph.Find(RequestedName.Parse(name).Target) is not null)];

    private static void ThrowIfAny(List<Problem> problems)
    {
        if (problems.Count > 0)
            throw new ProblemException(problems);
    }

    private void Start(string root, ParameterValues values, IReadOnlyDictionary<string, Parameter> parameters)
    {
        build.Start(root, options.Environment, values, _mask.Add);
        SetValues(values, parameters);
    }

    private void SetValues(ParameterValues values, IReadOnlyDictionary<string, Parameter> parameters)
    {
        foreach (var secret in values.Secrets)
            _mask.Add(secret);
        foreach (var parameter in parameters.Values)
        {
            if (parameter.Field is not null && values.Has(parameter.Member))
                parameter.Field.SetValue(build, values.Get<object?>(parameter.Member, null));
        }
    }

    private async Task<int> RunAsync(Graph graph, Plan plan, StopSignals signals, GitHubOutput? github, Repetition repetition, SlipwayBuild.HookReporter hooks, bool colors)
    {
        using var reporters = new RunReporters(build, options, _mask, github, repetition, options.Colors && colors);
        var events = new RunEvents([.. reporters.All, hooks], _mask);
        var runner = new Runner(build, graph, plan, events, options.Processes ?? new ProcessRunner(options.Time, options.Environment), options.Time);
        var report = await runner.RunAsync(signals.Token);
        if (await reporters.CompleteAsync() is { } warning)
            await options.Error.WriteLineAsync(warning);
        // A signal that comes when everything has ended changes nothing.
        var wasStopped = signals.Token.IsCancellationRequested && report.Nodes.Any(node => node.Outcome is Outcome.Interrupted or Outcome.NotRun);
        return wasStopped ? signals.ExitCode : report.ExitCode;
    }
}
