using System.Collections;
using System.Text;
using Slipway.Processes;
using Slipway.Reporting;

namespace Slipway.Hosting;

/// <summary>What a build runs in: the process's own surroundings, or those that a test sets up.</summary>
public sealed record HostOptions
{
    /// <summary>Where to look for the project: this folder or the nearest above that holds <c>.nuke</c>.</summary>
    public required string Folder { get; init; }

    /// <summary>Whether <see cref="Folder"/> is the project's, with <c>.nuke</c> or without. False unless set.</summary>
    public bool IsProject { get; init; }

    /// <summary>What relative paths of the command line and the environment start from. <see cref="Folder"/> unless set.</summary>
    public string CurrentFolder
    {
        get => field ?? Folder;
        init;
    }

    /// <summary>The folder for everything that may be deleted at any time, the lock included, absolute; <c>.nuke/temp</c> of the project unless set. For a run within another.</summary>
    public string? TempFolder { get; init; }

    /// <summary>Environment variables. Names are case-sensitive, as on Unix.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Standard output. Signs that its encoding does not have are written in ASCII.</summary>
    public required TextWriter Out
    {
        get;
        init => field = SignWriter.Over(value);
    }

    /// <summary>Standard error. Signs that its encoding does not have are written in ASCII.</summary>
    public required TextWriter Error
    {
        get;
        init => field = SignWriter.Over(value);
    }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Starts programs; real ones unless set.</summary>
    public IProcessRunner? Processes { get; init; }

    /// <summary>Asks the person for secrets that are required and missing. Nobody is asked unless set.</summary>
    public ISecretPrompt? Prompt { get; init; }

    /// <summary>What a person types to run the build, for commands that are shown. <c>./build.sh</c> unless set.</summary>
    public string Command { get; init; } = "./build.sh";

    /// <summary>
    /// The size of the terminal that <see cref="Out"/> is, asked again and again while something runs; <see langword="null"/>
    /// where output goes elsewhere. A terminal shows what runs in lines of their own, which are kept up to date.
    /// </summary>
    public Func<TerminalSize>? Terminal { get; init; }

    /// <summary>Whether output may carry colours.</summary>
    public bool Colors { get; init; }

    /// <summary>Whether Ctrl-C and SIGTERM stop the run.</summary>
    public bool HandlesSignals { get; init; }

    // Waiting without a state machine for each method on the way saves a process what it would compile for them.
    internal bool OwnsThread { get; init; }

    /// <summary>Stops the run, as Ctrl-C does.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The surroundings of this process.</summary>
    public static HostOptions FromProcess()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in System.Environment.GetEnvironmentVariables())
            environment[(string)entry.Key] = (string?)entry.Value ?? "";
        var terminal = ProcessTerminal.Find();
        var error = SignWriter.Over(Console.Error);
        return new HostOptions
        {
            Folder = environment.GetValueOrDefault("SLIPWAY_ROOT") is { Length: > 0 } root ? root : Directory.GetCurrentDirectory(),
            CurrentFolder = Directory.GetCurrentDirectory(),
            Environment = environment,
            Out = OperatingSystem.IsWindows() ? Console.Out : WriterOf(Console.OpenStandardOutput(), environment),
            Error = error,
            Terminal = terminal,
            Colors = terminal is not null && environment.GetValueOrDefault("NO_COLOR") is not { Length: > 0 } && environment.GetValueOrDefault("TERM") != "dumb",
            HandlesSignals = true,
            OwnsThread = true,
            Prompt = new TerminalPrompt(error, environment),
        };
    }

    // Console.Out has a small buffer, and would send what is drawn at once in many pieces.
#pragma warning disable CA2000 // The writer lives as long as the process.
    private static TextWriter WriterOf(Stream output, Dictionary<string, string> environment) =>
        TextWriter.Synchronized(new StreamWriter(output, IsUtf8(environment) ? new UTF8Encoding(false) : Console.OutputEncoding, bufferSize: 16 * 1024) { AutoFlush = true });
#pragma warning restore CA2000

    // What nearly everybody has need not be looked up in the table of all encodings. POSIX.1-2024, 8.2 says which variable counts.
    private static bool IsUtf8(Dictionary<string, string> environment)
    {
        foreach (var name in (string[])["LC_ALL", "LC_MESSAGES", "LANG"])
        {
            if (environment.GetValueOrDefault(name) is { Length: > 0 } locale)
                return locale.EndsWith(".UTF-8", StringComparison.OrdinalIgnoreCase);
        }

        return false;
    }
}
