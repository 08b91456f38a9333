using Slipway.Execution;
using Slipway.Graphs;
using Slipway.Parameters;
using Slipway.Planning;
using Slipway.Processes;
using Slipway.Reporting;

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
            foreach (var problem in e.Problems)
                await options.Error.WriteLineAsync(_mask.Apply(problem.ToString()));
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
        var parameters = ParameterReader.Read(build.GetType());
        var commandLine = CommandLine.Parse(args, parameters, problems);
        var file = ParameterFile.Read(Path.Combine(root, ".nuke", "parameters.json"), ".nuke/parameters.json", parameters, problems);
        var values = ParameterResolver.Resolve(parameters, commandLine, options.Environment, file, problems);
        Start(root, values, parameters);
        commandLine.Targets.AddRange(parameters.Values.Where(p => p.Requests is not null && values.SourceOf(p.Member) == ParameterSource.CommandLine && values.Get(p.Member, false)).Select(p => p.Requests!));
        var graph = ReadGraph(commandLine, problems);

        if (options.Environment.ContainsKey("SLIPWAY_COMPILED"))
            SchemaWriter.WriteIfChanged(Path.Combine(root, ".nuke", "build.schema.json"), graph, parameters.Values);
        if (commandLine.Given.Contains("version"))
        {
            await options.Out.WriteLineAsync(HelpText.Version);
            return ExitCodes.Done;
        }

        if (commandLine.Given.Contains("help") || commandLine.Given.Contains("list") || (commandLine.Targets.Count == 0 && commandLine.Plan is null))
        {
            await options.Out.WriteAsync(HelpText.For(graph, parameters.Values, withOptions: !commandLine.Given.Contains("list")));
            return ExitCodes.Done;
        }

        // Names and parameters are checked before the lock is waited for.
        var planner = new Planner(build, graph, values, parameters);
        var request = planner.Resolve(commandLine.Targets, commandLine.Skip);
        if (request.Wanted.Count == 0)
            throw new ProblemException(PlanningProblems.NothingAsked);
        planner.Check(request);
        if (commandLine.Plan is { } format)
        {
            var plan = await planner.PlanAsync(request, signals.Token);
            await options.Out.WriteAsync(format == "json" ? PlanJson.Of(plan, _mask) : _mask.Apply(PlanText.Of(plan)));
            return ExitCodes.Done;
        }

        Action<int?>? wait = commandLine.Given.Contains("wait")
            ? holder => options.Error.WriteLine($"waiting for {(holder is null ? "another run" : $"process {holder}")}, which works in this folder")
            : null;
        using var runLock = await RunLock.TakeAsync(build.TempFolder, wait, options.Time, signals.Token);
        return await RunAsync(graph, await planner.PlanAsync(request, signals.Token), signals, !commandLine.Given.Contains("no-color"));
    }

    // What is wrong with the command line, the parameters and the names of targets is told at once.
    private Graph ReadGraph(CommandLine commandLine, List<Problem> problems)
    {
        if (problems.Count == 0)
            return Graph.Of(build);
        try
        {
            var graph = Graph.Of(build);
            var unknown = commandLine.Targets.Where(name => !commandLine.Doubtful.Contains(name)).Concat(commandLine.Skip).Where(name => graph.Find(name) is null);
            problems.AddRange(unknown.Select(name => ParameterProblems.UnknownTarget(name, graph.Names)));
        }
        catch (ProblemException e)
        {
            problems.AddRange(e.Problems);
        }

        throw new ProblemException(problems);
    }

    private void Start(string root, ParameterValues values, IReadOnlyDictionary<string, Parameter> parameters)
    {
        foreach (var secret in values.Secrets)
            _mask.Add(secret);
        build.Start(root, options.Environment, values, _mask.Add);
        foreach (var parameter in parameters.Values.Where(p => p.Field is not null && values.Has(p.Member)))
            parameter.Field!.SetValue(build, values.Get<object?>(parameter.Member, null));
    }

    private async Task<int> RunAsync(Graph graph, Plan plan, StopSignals signals, bool colors)
    {
        using var logs = new LogFiles(Path.Combine(build.TempFolder, "logs"));
        var console = new ConsoleReporter(options.Out, ((IBuild)build).Verbosity, options.Colors && colors, _mask, node => Path.GetRelativePath(build.RootFolder, logs.PathOf(node)));
        var events = new RunEvents([logs, console], _mask);
        var runner = new Runner(build, graph, plan, events, options.Processes ?? new ProcessRunner(options.Time, options.Environment), options.Time);
        var report = await runner.RunAsync(signals.Token);
        // A signal that comes when everything has ended changes nothing.
        var wasStopped = signals.Token.IsCancellationRequested && report.Nodes.Any(node => node.Outcome is Outcome.Interrupted or Outcome.NotRun);
        return wasStopped ? signals.ExitCode : report.ExitCode;
    }
}
