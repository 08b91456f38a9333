using Slipway.Hosting;

namespace Slipway.Tool;

/// <summary>What the tool runs in: the process's own surroundings, or those that a test sets up.</summary>
/// <param name="Folder">The current folder, absolute.</param>
/// <param name="Environment">The environment variables.</param>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Host">What a run of targets gets.</param>
internal sealed record ToolSurroundings(string Folder, IReadOnlyDictionary<string, string> Environment, TextWriter Out, TextWriter Error, HostOptions Host)
{
    /// <summary>Goes on as another program, with arguments; gives its exit code where it returns at all.</summary>
    public Func<string, IReadOnlyList<string>, Task<int>> Become { get; init; } = NextProgram.RunAsync;

    public static ToolSurroundings OfProcess() => Of(HostOptions.FromProcess(), Directory.GetCurrentDirectory());

    public static ToolSurroundings Of(HostOptions host, string folder) => new(folder, host.Environment, host.Out, host.Error, host);
}
