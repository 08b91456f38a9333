using Slipway.Hosting;
using Slipway.Processes;

namespace Slipway.Testing;

/// <summary>A project in a temporary folder, in which builds run inside the test's process.</summary>
/// <remarks>Nothing of the test's own surroundings gets in: environment, clock, programs and output belong to the project.</remarks>
public sealed class TestProject : IDisposable
{
    /// <summary>Makes the folder, with <c>.nuke</c> in it.</summary>
    public TestProject()
    {
        Folder = Directory.CreateTempSubdirectory("slipway-test-").FullName;
        Directory.CreateDirectory(PathOf(".nuke"));
    }

    /// <summary>The project's folder. Deleted by <see cref="Dispose"/>.</summary>
    public string Folder { get; }

    /// <summary>The environment variables of the build. Only <c>SLIPWAY_REPORT=never</c> unless set.</summary>
    public IDictionary<string, string> Environment { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["SLIPWAY_REPORT"] = "never" };

    /// <summary>The clock. One that stands still unless set, so that every duration is 0.</summary>
    public TimeProvider Time { get; set; } = new FakeClock();

    /// <summary>Starts programs; a fake without answers unless set.</summary>
    public IProcessRunner Processes { get; set; } = new FakeProcessRunner();

    /// <summary>Answers questions for secrets. Nobody is there to ask unless set.</summary>
    public ISecretPrompt? Prompt { get; set; }

    /// <summary>The folder that builds are called from. <see cref="Folder"/> unless set.</summary>
    public string? CurrentFolder { get; set; }

    /// <summary>The size of the terminal that output goes to. Output goes to no terminal unless set.</summary>
    public Func<TerminalSize>? Terminal { get; set; }

    /// <summary>Where standard output goes in place of the result of a run, such as a pseudo-terminal. To the result unless set.</summary>
    public TextWriter? Output { get; set; }

    /// <summary>Whether output carries colours. Not unless set.</summary>
    public bool Colors { get; set; }

    /// <summary>Stops runs, as Ctrl-C does.</summary>
    public CancellationToken CancellationToken { get; set; }

    /// <summary>The full path of a file or folder of the project.</summary>
    /// <param name="path">Relative to <see cref="Folder"/>.</param>
    public string PathOf(string path) => Path.Combine(Folder, path);

    /// <summary>Writes a file, and the folders on its way.</summary>
    /// <param name="path">Relative to <see cref="Folder"/>.</param>
    /// <param name="text">What it holds.</param>
    /// <returns>Its full path.</returns>
    public string Write(string path, string text)
    {
        var full = PathOf(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return full;
    }

    /// <summary>What a file holds.</summary>
    /// <param name="path">Relative to <see cref="Folder"/>.</param>
    public string Read(string path) => File.ReadAllText(PathOf(path));

    /// <summary>Every file of the project, relative and in order.</summary>
    public IReadOnlyList<string> Files() =>
        [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal)];

    /// <summary>Runs a build of its own for this command line.</summary>
    /// <typeparam name="TBuild">The build's class.</typeparam>
    /// <param name="args">The command line.</param>
    public Task<TestRun> RunAsync<TBuild>(params IReadOnlyList<string> args)
        where TBuild : SlipwayBuild, new() => RunAsync(new TBuild(), args);

    /// <summary>Runs a build.</summary>
    /// <param name="build">The build; used for one run.</param>
    /// <param name="args">The command line.</param>
    public async Task<TestRun> RunAsync(SlipwayBuild build, params IReadOnlyList<string> args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var options = new HostOptions
        {
            Folder = Folder,
            Environment = new Dictionary<string, string>(Environment, StringComparer.Ordinal),
            Out = Output ?? TextWriter.Synchronized(output),
            Error = TextWriter.Synchronized(error),
            Time = Time,
            CurrentFolder = CurrentFolder ?? Folder,
            Processes = Processes,
            Prompt = Prompt,
            Terminal = Terminal,
            Colors = Colors,
            CancellationToken = CancellationToken,
        };
        var exitCode = await new BuildHost(build, options).RunAsync(args);
        return new TestRun(exitCode, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }

    /// <summary>Deletes the folder.</summary>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (IOException)
        {
            // A body that outlives its run may still write: the system clears its temporary folder by itself.
        }
    }
}
