namespace Benchmarks.Contenders;

/// <summary>Cake, as a tool from the package registry.</summary>
internal sealed class Cake(Scratch scratch)
{
    public string Source => scratch.PathOf("cake/build.cake");

    /// <summary>Installs it and writes a script with a chain of five tasks.</summary>
    public Task<string?> MakeAsync(CancellationToken cancellationToken) => scratch.OnceAsync("cake", async () =>
    {
        var tasks = Enumerable.Range(1, 5).Select(i => $"Task(\"T{i}\"){(i > 1 ? $".IsDependentOn(\"T{i - 1}\")" : "")}.Does(() => {{ }});");
        scratch.Write("cake/build.cake", string.Join('\n', tasks) + "\nRunTarget(Argument(\"target\", \"T5\"));\n");
        var installed = await scratch.RunAsync(scratch.Command("cake", "dotnet", "tool", "install", "Cake.Tool", "--tool-path", "tool"), cancellationToken);
        return installed.Succeeded ? null : "Cake.Tool could not be installed: " + installed.Output.Select(line => line.Text).FirstOrDefault(text => text.Length > 0);
    });

    public async Task<string> NameAsync(CancellationToken cancellationToken) =>
        await scratch.VersionAsync(scratch.PathOf("cake/tool/dotnet-cake"), ["--version"], cancellationToken) is { } version ? $"Cake {version}" : "Cake";

    public Slipway.Processes.ProcessInvocation Command(string target) =>
        // Without its cache it compiles the script each time.
        scratch.Command("cake", scratch.PathOf("cake/tool/dotnet-cake"), "--target=" + target, "--Settings_EnableScriptCache=true");
}
