using Slipway.Execution;
using Slipway.Hosting;
using Slipway.Reporting.Events;
using Slipway.Reporting.GitHub;
using Slipway.Reporting.Live;
using Slipway.Reporting.Page;
using Slipway.Reporting.Traces;

namespace Slipway.Reporting;

/// <summary>Those who listen to a run, chosen by its surroundings and its parameters.</summary>
internal sealed class RunReporters : IDisposable
{
    private const string StandardOutput = "-";

    private readonly List<IDisposable> _open = [];
    private readonly TraceReporter? _traces;
    private readonly PageReporter _page;

    /// <summary>Sets up the reporters of a run.</summary>
    /// <param name="build">Its parameters and folders.</param>
    /// <param name="options">Its surroundings.</param>
    /// <param name="mask">Hides secrets.</param>
    /// <param name="github">What the runner of GitHub Actions reads, where there is one.</param>
    /// <param name="repetition">How nodes are repeated.</param>
    /// <param name="colors">Whether colours are wanted.</param>
    /// <param name="logFolder">Where the nodes' logs go.</param>
    /// <exception cref="ProblemException">The file for events cannot be written.</exception>
    public RunReporters(IBuild build, HostOptions options, SecretMask mask, GitHubOutput? github, Repetition repetition, bool colors, string logFolder)
    {
        var logs = Keep(new LogFiles(logFolder));
        var last = new LastOutput();
        var details = new NodeDetails(logs, last, repetition, build.RootFolder);
        // A node's log is complete before anybody reads it.
        All = [logs, last];
        if (build.Events is { } file)
            All.Add(new EventStream(file == StandardOutput ? options.Out : Keep(Open(Path.GetFullPath(file, options.CurrentFolder))), mask, options.Time, details.Log));

        if (TraceSettings.From(options.Environment, options.Error.WriteLine) is { } traces)
            All.Add(_traces = TracesTo(traces, mask, options.Time));

        All.Add(_page = new PageReporter(Path.Combine(build.TempFolder, "reports"), build.Open ? ReportWhen.Always : build.Report, mask, details, options.Time));
        var output = OutputOf(build, options);
        var host = HostChoice.Of(options.Environment, options.Terminal is not null && output == options.Out, build.Plain);
        if (host == HostKind.GitHub && github is not null)
            All.Add(new GitHubReporter(github, build.Verbosity, mask, details, build.RootFolder));
        else if (host == HostKind.Terminal && build.Verbosity != Verbosity.Quiet)
            build.Terminal.Taken = AddLiveView(output, options, build.Verbosity, colors, mask, details).Pause;
        else
            All.Add(new ConsoleReporter(output, build.Verbosity, colors, mask, details, () => Page, host == HostKind.Terminal));
        if (host == HostKind.GitHub && options.Environment.GetValueOrDefault("GITHUB_STEP_SUMMARY") is { Length: > 0 } summary)
            All.Add(new StepSummary(summary, mask, details, options.Time, Warn));
        if (host == HostKind.GitHub && options.Environment.GetValueOrDefault("GITHUB_OUTPUT") is { Length: > 0 } outputs)
            All.Add(new StepOutputs(outputs, Warn));

        void Warn(string warning) => github?.Command(WorkflowCommand.Of("warning", warning));
    }

    /// <summary>The page of the run's report; <see langword="null"/> before the end of the run, and where it has none.</summary>
    public string? Page => _page.Page;

    /// <summary>All of them, in the order in which they listen.</summary>
    public List<IReporter> All { get; }

    /// <summary>Where people read: standard error when events or results go to standard output.</summary>
    public static TextWriter OutputOf(IBuild build, HostOptions options) => build.Events == StandardOutput || build.PrintsResults ? options.Error : options.Out;

    /// <summary>Waits for those who send the run somewhere.</summary>
    /// <returns>A warning when it could not be sent; a run does not fail for it.</returns>
    public async Task<string?> CompleteAsync() => _traces is null ? null : await _traces.SendAsync();

    public void Dispose()
    {
        foreach (var open in _open)
            open.Dispose();
    }

    private LiveView AddLiveView(TextWriter output, HostOptions options, Verbosity verbosity, bool colors, SecretMask mask, NodeDetails details)
    {
        var palette = new Palette(colors);
        var screen = new LiveScreen(output, options.Terminal!, Rewraps(options.Environment));
        var view = Keep(new LiveView(screen, new LiveFrame(palette, mask, Signs.Of(output.Encoding)), output, options.Time));
        All.Add(view);
        All.Add(new ConsoleReporter(Keep(new LiveWriter(view, output)), verbosity, colors, mask, details, () => Page, isTerminal: true));
        return view;
    }

    private static StreamWriter Open(string file)
    {
        try
        {
            return new StreamWriter(new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.ReadWrite));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(ReportingProblems.CannotWriteEvents(file, e.Message));
        }
    }

    // What opens the collector is a secret; of 'Bearer abc' the second word by itself is, too.
    private static TraceReporter TracesTo(TraceSettings settings, SecretMask mask, TimeProvider time)
    {
        foreach (var (_, value) in settings.Headers)
        {
            mask.Add(new Secret(value));
            mask.Add(new Secret(value.Split(' ')[^1]));
        }

        return new TraceReporter(settings, mask, time);
    }

    // xterm, GNU screen and the kernel's console cut lines off or leave them; all others in use wrap them anew.
    private static bool Rewraps(IReadOnlyDictionary<string, string> environment) =>
        !environment.ContainsKey("XTERM_VERSION") && !environment.ContainsKey("STY") && environment.GetValueOrDefault("TERM") != "linux";

    private T Keep<T>(T disposable)
        where T : IDisposable
    {
        _open.Add(disposable);
        return disposable;
    }
}
