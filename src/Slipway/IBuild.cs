using System.Runtime.CompilerServices;

namespace Slipway;

/// <summary>What every component may count on. Components are interfaces that extend this one.</summary>
public interface IBuild
{
    // As objects: code for parameters of other kinds is compiled at each start, and every run asks for these.

    /// <summary>How many nodes run at a time. <see cref="Mode.Adaptive"/> unless set.</summary>
    [Parameter("How many nodes run at a time.")]
    Mode Mode => (Mode)Get<object>(Slipway.Mode.Adaptive);

    /// <summary>The memory that running nodes may use together in adaptive mode. What the machine has available, less a reserve, unless set.</summary>
    [Parameter("The memory that running nodes may use together in adaptive mode, such as 4GiB.")]
    ByteSize? Memory => (ByteSize?)Get<object?>();

    /// <summary>The most nodes that run at a time; 0, no limit, unless set.</summary>
    [Parameter("The most nodes that run at a time; 0 is no limit.")]
    int Concurrency => (int)Get<object>(0);

    /// <summary>Whether the first failure stops independent nodes too.</summary>
    [Parameter("Stop what runs, and start nothing more, after the first failure.")]
    bool FailFast => (bool)Get<object>(false);

    /// <summary>Whether nodes run although they are up to date. False unless set.</summary>
    [Parameter("Run what is up to date too.")]
    bool Rebuild => (bool)Get<object>(false);

    /// <summary>The most that outputs kept in <c>.nuke/temp/cache</c> may take; 2 GiB unless set.</summary>
    [Parameter("The most that outputs kept for later may take, such as 2GiB.")]
    ByteSize CacheLimit => (ByteSize)Get<object>(new ByteSize(2L * 1024 * 1024 * 1024));

    /// <summary>How much is printed. <see cref="Verbosity.Normal"/> unless set.</summary>
    [Parameter("How much is printed.")]
    Verbosity Verbosity => (Verbosity)Get<object>(Slipway.Verbosity.Normal);

    /// <summary>Whether a run prints plain lines only: no live view, nothing for a CI system. Not unless set.</summary>
    [Parameter("Print plain lines: no live view, no commands for GitHub Actions.")]
    bool Plain => (bool)Get<object>(false);

    /// <summary>The file that a run writes its events to as they happen, one JSON object a line; <c>-</c> is standard output. None unless set.</summary>
    [Parameter("Write what happens to a file, one JSON object a line; - is standard output.")]
    string? Events => Get<string?>();

    /// <summary>Which runs leave a report in <c>.nuke/temp/reports</c>. <see cref="ReportWhen.Auto"/> unless set.</summary>
    [Parameter("Which runs leave a report: auto is those that took a second, failed, or were stopped.")]
    ReportWhen Report => Get(ReportWhen.Auto);

    /// <summary>Whether the report is opened in a browser when the run ends. Not unless set.</summary>
    [Parameter("Open the run's report in a browser.")]
    bool Open => Get(false);

    /// <summary>The folder of the project: the one that holds <c>.nuke</c>.</summary>
    AbsolutePath RootFolder { get; }

    /// <summary>The folder for everything that may be deleted at any time: <c>.nuke/temp</c>.</summary>
    AbsolutePath TempFolder { get; }

    /// <summary>The environment of the process that runs the build.</summary>
    IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>The person at the terminal, and standard output.</summary>
    BuildTerminal Terminal { get; }

    /// <summary>The words of the command line, as they were given.</summary>
    IReadOnlyList<string> Arguments => [];

    /// <summary>What runs in place of the targets that were asked for; those themselves unless a component says otherwise.</summary>
    /// <param name="targets">The names of the targets, each with its item where one was named.</param>
    IReadOnlyList<string> Redirect(IReadOnlyList<string> targets) => targets;

    /// <summary>
    /// Whether nothing but what targets <see cref="BuildTerminal.Print"/> goes to standard output: what people read goes to
    /// standard error then. Not unless a component says so.
    /// </summary>
    bool PrintsResults => false;

    /// <summary>The memory of the machine that nodes do their work on; this machine's unless a component says otherwise.</summary>
    /// <remarks>Asked for in adaptive mode, where a node that is to run says what memory it needs and <c>--memory</c> is not given.</remarks>
    /// <param name="cancellationToken">Stops the asking.</param>
    ValueTask<HostMemory> MemoryOfHostAsync(CancellationToken cancellationToken) => ValueTask.FromResult(HostMemory.OfThisMachine());

    /// <summary>The value of the parameter that asks.</summary>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <param name="default">The value when nobody gave one.</param>
    /// <param name="name">The parameter's name; the compiler fills it in.</param>
    T Get<T>(T @default = default!, [CallerMemberName] string name = "");

    /// <summary>Makes a value once for the whole build and keeps it: interfaces hold no state.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="make">Makes the value; an exception is not kept.</param>
    /// <param name="name">The key; the compiler fills in the member that asks.</param>
    T Once<T>(Func<T> make, [CallerMemberName] string name = "")
        where T : class;

    /// <summary>From now on, shows <c>***</c> wherever this value would appear in output, logs and reports.</summary>
    /// <param name="secret">The value to mask.</param>
    void Mask(Secret secret);
}
