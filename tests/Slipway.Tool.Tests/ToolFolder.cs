using Slipway.Hosting;

namespace Slipway.Tool.Tests;

/// <summary>A folder that the tool is called in.</summary>
internal sealed class ToolFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-test-").FullName;

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal) { ["DOCKER_HOST"] = "unix:///nobody/listens.sock" };

    /// <summary>The programs that the tool went on as, with their arguments.</summary>
    public List<string> Became { get; } = [];

    public string PathOf(string name) => Path.Combine(_folder, name);

    public ToolFolder With(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
        return this;
    }

    public Task<TestRun> RunAsync(params string[] args) => RunInAsync(".", args);

    public async Task<TestRun> RunInAsync(string below, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var host = new HostOptions
        {
            Folder = _folder,
            Environment = Environment,
            Out = TextWriter.Synchronized(output),
            Error = TextWriter.Synchronized(error),
            Time = new FakeClock(),
            Processes = new FakeProcessRunner(),
        };
        var exitCode = await SlipwayTool.RunAsync(args, ToolSurroundings.Of(host, Path.GetFullPath(PathOf(below))) with { Become = BecomeAsync });
        return new TestRun(exitCode, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }

    private Task<int> BecomeAsync(string program, IReadOnlyList<string> arguments)
    {
        Became.Add($"{Path.GetRelativePath(_folder, program)} {string.Join(' ', arguments)}");
        return Task.FromResult(7);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
