using Slipway.Completion;
using Slipway.Execution;
using Slipway.Files;
using Slipway.Graphs;
using Slipway.Parameters;
using Slipway.Planning;
using Slipway.Processes;
using Slipway.Reporting;
using Slipway.Reporting.GitHub;
using Slipway.State;

namespace Slipway.Hosting;

/// <summary>Takes a build from its command line to an exit code.</summary>
/// <param name="build">The build; used for one run.</param>
/// <param name="options">Its surroundings.</param>
public sealed class BuildHost(SlipwayBuild build, HostOptions options)
{
    private readonly SecretMask _mask = new() { Command = options.Command };
    private readonly ErrorOutput _error = new(options);
    private string? _root;

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
                _error.Tell(problem.ToString(), Annotation.Of(problem, _root ?? options.Folder));

            return e.ExitCode;
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            _error.Tell("stopped before anything was started");
            return signals.ExitCode;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _error.Tell(_mask.Apply(HostingProblems.NoFile(e).ToString()));
            return ExitCodes.BuildIsWrong;
        }
        catch (Exception e)
        {
            _error.Tell(_mask.Apply(HostingProblems.Unexpected(e).ToString()));
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
        build.PlaceRun(args, options.TempFolder);
        var problems = new List<Problem>();
        var parameters = ParameterReader.Read(build.GetType(), problems);
        var commandLine = CommandLine.Parse(args, parameters, problems);
        var values = ParameterInput.Read(root, options.CurrentFolder, parameters, commandLine, options.Environment, problems);
        Start(root, values, parameters, new BuildTerminal(options, _mask, options.Colors && !commandLine.Has("no-color")));
        foreach (var parameter in parameters.Values)
        {
            if (parameter.Requests is { } requested && values.SourceOf(parameter.Member) == ParameterSource.CommandLine && values.Find(parameter.Member) is true)
                commandLine.Targets.Add(requested);
        }

        var github = HostChoice.IsGitHub(options.Environment) && commandLine.Runs ? new GitHubOutput(RunReporters.OutputOf(build, options)) : null;
        if (github is not null)
            _mask.TellTo(github.Mask);
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
        var history = new History(Path.Combine(build.TempFolder, "history"), _mask);
        var prepared = await PrepareAsync(graph, parameters, commandLine, values, history, problems, signals.Token);
        foreach (var warning in UnknownVariables.Find(build.GetType(), parameters.Values, options.Environment))
            _error.Tell(_mask.Apply(warning));
        if (commandLine.Plan is { } format)
        {
            var shown = await prepared.Planner.PlanAsync(prepared.Request, new NodeFiles(build, parameters, options.Time, writes: false), signals.Token);
            await options.Out.WriteAsync(Show(shown, format));
            return ExitCodes.Done;
        }

        var waited = false;
        var isBeside = prepared.Request.Wanted.All(target => target.Settings.RunsBeside);
        using var runLock = isBeside ? null : await RunLock.TakeAsync(build.TempFolder, commandLine.Has("wait") ? Wait : null, options.Time, signals.Token);
        if (waited)
        {
            // What was read while the other run worked may not be so any more.
            build.Forget();
            history.Forget();
            prepared = await PrepareAsync(graph, parameters, commandLine, values, history, problems, signals.Token);
        }

        var hooks = new SlipwayBuild.HookReporter(build, problem => _error.Tell(_mask.Apply(problem.ToString())));
        hooks.Initialized();
        var plan = await prepared.Planner.PlanAsync(prepared.Request, new NodeFiles(build, parameters, options.Time, writes: true), signals.Token);
        if (history.IsDamaged && ((IBuild)build).Verbosity == Verbosity.Verbose)
            await options.Out.WriteLineAsync(".nuke/temp/history was damaged: what earlier runs took is learned anew");
        var identity = RunIdentity.Of(build, prepared.Request, values, parameters.Values);
        using var journal = isBeside ? null : new Journal(JournalFile, identity, options.Time, _mask);
        using var reporters = new RunReporters(build, options, _mask, github, Repetition.Of(options.Command, commandLine, parameters, values), options.Colors && !commandLine.Has("no-color"), isBeside ? BesideLogs.Open(build.TempFolder) : Path.Combine(build.TempFolder, "logs"));
        List<IReporter> listeners = journal is null ? [.. reporters.All, hooks] : [journal, .. reporters.All, new HistoryRecorder(history), hooks];
        return await RunAsync(graph, plan, reporters, new RunEvents(listeners, _mask), signals);

        void Wait(int? holder)
        {
            waited = true;
            _error.Tell($"waiting for {(holder is null ? "another run" : $"process {holder}")}, which works in this folder");
        }
    }

    private string JournalFile => Path.Combine(build.TempFolder, "journal.jsonl");

    private string Show(Plan plan, string format) => format switch
    {
        "json" => PlanJson.Of(plan, _mask),
        "mermaid" => PlanMermaid.Of(plan, _mask),
        _ => _mask.Apply(PlanText.Of(plan)),
    };

    private async Task<(Planner Planner, Planner.Request Request)> PrepareAsync(
        Graph graph,
        IReadOnlyDictionary<string, Parameter> parameters,
        CommandLine commandLine,
        ParameterValues values,
        History history,
        List<Problem> problems,
        CancellationToken cancellationToken)
    {
        EarlierRun? earlier = null;
        var (targets, skip) = ((IReadOnlyList<string>)commandLine.Targets, commandLine.Skip);
        if (commandLine.Has("resume"))
        {
            earlier = EarlierRun.Read(JournalFile) ?? throw new ProblemException([.. problems, StateProblems.NothingToResume(null)]);
            if (targets.Count == 0 && skip.Count == 0)
                (targets, skip) = (earlier.Identity.Targets, earlier.Identity.Skip);
        }

        var planner = new Planner(build, graph, values, parameters, history, earlier?.Done);
        var request = planner.Resolve(((IBuild)build).Redirect(Known(targets, graph)), Known(skip, graph));
        await CheckAsync(planner, request, parameters, values, isPlan: commandLine.Plan is not null, problems, cancellationToken);
        earlier?.CheckResumedBy(RunIdentity.Of(build, request, values, parameters.Values));
        return request.Wanted.Count > 0 ? (planner, request) : throw new ProblemException(PlanningProblems.NothingAsked);
    }

    // What is wrong with the command line, the parameters and the names of targets is told at once.
    private Graph ReadGraph(CommandLine commandLine, List<Problem> problems)
    {
        try
        {
            var graph = Graph.Of(build);
            foreach (var name in commandLine.Targets)
            {
                if (!commandLine.Doubtful.Contains(name))
                    Check(RequestedName.Parse(name).Target);
            }

            foreach (var name in commandLine.Skip)
                Check(name);
            return graph;

            void Check(string name)
            {
                if (graph.Find(name) is null)
                    problems.Add(ParameterProblems.UnknownTarget(name, graph.Names));
            }
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
            return HelpText.For(graph, parameters.Values, options.Command, Signs.Of(options.Out.Encoding), withOptions: false);
        if (commandLine.ValueOf("completion") is { } shell)
            return CompletionScript.For(shell);
        if (commandLine.Has("help") && Known(commandLine.Targets, graph) is { Count: > 0 } names)
        {
            var help = new TargetHelp(build, graph, parameters, values, options.Command, Signs.Of(options.Out.Encoding));
            return _mask.Apply(string.Join(Environment.NewLine, names.Select(name => help.For(graph.Find(RequestedName.Parse(name).Target)!))));
        }

        return commandLine.Has("help") || (commandLine.Targets.Count == 0 && commandLine.Plan is null && !commandLine.Has("resume"))
            ? HelpText.For(graph, parameters.Values, options.Command, Signs.Of(options.Out.Encoding), withOptions: true)
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

    private static List<string> Known(IReadOnlyList<string> names, Graph graph)
    {
        List<string> known = [.. names];
        known.RemoveAll(name => graph.Find(RequestedName.Parse(name).Target) is null);
        return known;
    }

    private static void ThrowIfAny(List<Problem> problems)
    {
        if (problems.Count > 0)
            throw new ProblemException(problems);
    }

    private void Start(string root, ParameterValues values, IReadOnlyDictionary<string, Parameter> parameters, BuildTerminal terminal)
    {
        _root = root;
        build.Start(root, options.Environment, values, _mask.Add, terminal);
        SetValues(values, parameters);
    }

    private void SetValues(ParameterValues values, IReadOnlyDictionary<string, Parameter> parameters)
    {
        foreach (var secret in values.Secrets)
            _mask.Add(secret);
        foreach (var parameter in parameters.Values)
        {
            if (parameter.Field is not null && values.Has(parameter.Member))
                parameter.Field.SetValue(build, values.Find(parameter.Member));
        }
    }

    private async Task<int> RunAsync(Graph graph, Plan plan, RunReporters reporters, RunEvents events, StopSignals signals)
    {
        var processes = options.Processes ?? new ProcessRunner(options.Time, options.Environment);
        var runner = new Runner(build, graph, plan, events, processes, options.Time);
        var report = await runner.RunAsync(options.OwnsThread, signals.Token);
        if (await reporters.CompleteAsync() is { } warning)
            _error.Tell(warning);
        foreach (var lost in events.Lost)
            _error.Tell(_mask.Apply($"warning: not all of this run could be written: {lost.Message}"));
        if (((IBuild)build).Open && reporters.Page is { } page && await PageOpener.OpenAsync(page, processes, options.Environment, signals.Token) is { } why)
            _error.Tell(_mask.Apply($"warning: the report was not opened: {why}; open {page}"));
        // A signal that comes when everything has ended changes nothing.
        var wasStopped = signals.Token.IsCancellationRequested && report.Nodes.Any(node => node.Outcome is Outcome.Interrupted or Outcome.NotRun);
        return wasStopped ? signals.ExitCode : report.ExitCode;
    }
}
