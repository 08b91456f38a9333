using System.Globalization;
using Slipway.Containers.Bootstrap;
using Slipway.Containers.Composing;
using Slipway.Containers.Engine;
using Slipway.Processes;

namespace Benchmarks.Inner;

/// <summary>A deployment of one service, waited for by one of two tools, inside a process of its own: it tells how late the tool knew.</summary>
internal sealed class Gate : IDisposable
{
    public const string Option = "--gate";
    public const string Ours = "ours";
    public const string Composes = "compose";
    public const string Image = "alpine:3.21";
    public const string Told = "known after ";

    private readonly EngineClient _engine = new(EngineEndpoint.Resolve(Variables));
    private readonly ProcessRunner _processes = new(TimeProvider.System);
    private readonly string _project = $"gate-{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}";

    private static Dictionary<string, string> Variables => Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
        .ToDictionary(pair => (string)pair.Key, pair => (string)pair.Value!, StringComparer.Ordinal);

    /// <summary>Why it cannot be measured here; <see langword="null"/> where it can.</summary>
    public static async Task<string?> WhyNotAsync(CancellationToken cancellationToken)
    {
        using var gate = new Gate();
        if (await gate._engine.PingAsync(cancellationToken) is null)
            return $"no Docker engine answers at {gate._engine.Endpoint}";
        if (await gate._engine.InspectImageAsync(Image, cancellationToken) is null)
            return $"the engine has no {Image}";
        try
        {
            await gate.FindComposeAsync(cancellationToken);
            return null;
        }
        catch (Slipway.ProblemException e)
        {
            return e.Problems[0].What;
        }
    }

    /// <summary>What compose is called here, and its version.</summary>
    public static async Task<string> ComposeNameAsync(CancellationToken cancellationToken)
    {
        using var gate = new Gate();
        try
        {
            var compose = await gate.FindComposeAsync(cancellationToken);
            return $"docker compose {compose.Version}";
        }
        catch (Slipway.ProblemException)
        {
            return "docker compose";
        }
    }

    /// <summary>The number that a process has told.</summary>
    public static double Milliseconds(ProcessResult result)
    {
        var line = result.Output.Select(output => output.Text).First(text => text.StartsWith(Told, StringComparison.Ordinal));
        return double.Parse(line[Told.Length..].Split(' ')[0], CultureInfo.InvariantCulture);
    }

    /// <summary>Deploys, waits, tells, removes.</summary>
    /// <param name="mode"><see cref="Ours"/> or <see cref="Composes"/>.</param>
    /// <param name="folder">Where the compose file is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<int> RunAsync(string mode, string folder, CancellationToken cancellationToken)
    {
        using var gate = new Gate();
        try
        {
            await gate.ComposeAsync(folder, cancellationToken, mode == Ours ? ["up", "--detach"] : ["up", "--wait"]);
            if (mode == Ours)
                await new HealthGate(gate._engine).WaitAsync(new HealthGateRequest { Project = gate._project, Services = ["web"] }, cancellationToken: cancellationToken);
            var known = TimeProvider.System.GetUtcNow();
            var containers = await gate._engine.ListContainersAsync([$"{ComposeLabels.Project}={gate._project}"], cancellationToken: cancellationToken);
            var container = await gate._engine.InspectContainerAsync(containers.Single().Id, cancellationToken);
            var ended = container!.Probes.First(probe => probe.ExitCode == 0).Ended;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Told}{(known - ended).TotalMilliseconds:0.000} ms"));
            return 0;
        }
        finally
        {
            await gate.ComposeAsync(folder, CancellationToken.None, "down", "--timeout", "1");
        }
    }

    public void Dispose() => _engine.Dispose();

    private Task<ComposeCli> FindComposeAsync(CancellationToken cancellationToken) =>
        ComposeCli.FindAsync(_processes, _engine, Variables, [EngineBootstrap.ComposePath(Variables)], cancellationToken);

    private async Task ComposeAsync(string folder, CancellationToken cancellationToken, params string[] arguments)
    {
        var command = (await FindComposeAsync(cancellationToken)).Command.Split(' ');
        var result = await _processes.RunAsync(
            new ProcessInvocation { Program = command[0], Arguments = [.. command[1..], "--project-name", _project, .. arguments], WorkingFolder = folder, Timeout = TimeSpan.FromMinutes(1) },
            cancellationToken);
        if (!result.Succeeded)
            throw new InvalidOperationException(string.Join('\n', result.Output.Select(line => line.Text)));
    }
}
