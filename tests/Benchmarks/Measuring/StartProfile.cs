using System.Globalization;
using Benchmarks.Contenders;
using Slipway.Processes;

namespace Benchmarks.Measuring;

/// <summary>What a run is made of, beside its wall time.</summary>
/// <param name="Name">Of the contender.</param>
/// <param name="ProcessorSeconds">User and system time of the run and of what it started: the least of several runs, which no other load can lower.</param>
/// <param name="Compiled">How many methods were compiled while it ran; <see langword="null"/> where none is by .NET.</param>
/// <param name="SystemCalls">How many calls of the system it made; <see langword="null"/> without strace(1).</param>
internal sealed record StartProfile(string Name, double ProcessorSeconds, int? Compiled, int? SystemCalls)
{
    private const int Runs = 5;

    /// <summary>Looks into a contender.</summary>
    public static async Task<StartProfile> ReadAsync(Scratch scratch, Contender contender, CancellationToken cancellationToken)
    {
        var command = contender.Command!;
        var seconds = double.MaxValue;
        for (var i = 0; i < Runs; i++)
            seconds = Math.Min(seconds, await ProcessorTimeAsync(scratch, command, cancellationToken));
        return new StartProfile(contender.Name, seconds, await CompiledAsync(scratch, command, cancellationToken), await SystemCallsAsync(scratch, command, cancellationToken));
    }

    private static async Task<double> ProcessorTimeAsync(Scratch scratch, ProcessInvocation command, CancellationToken cancellationToken)
    {
        var result = await scratch.RunAsync(Wrapped(command, "bash", ["-c", "TIMEFORMAT='times %U %S'; time \"$@\" > /dev/null 2>&1", "bash"]), cancellationToken);
        var times = result.Output.Select(line => line.Text.Split(' ')).First(words => words[0] == "times");
        return double.Parse(times[1], CultureInfo.InvariantCulture) + double.Parse(times[2], CultureInfo.InvariantCulture);
    }

    private static async Task<int?> CompiledAsync(Scratch scratch, ProcessInvocation command, CancellationToken cancellationToken)
    {
        var list = scratch.PathOf("compiled.txt");
        File.Delete(list);
        var environment = new Dictionary<string, string?>(command.Environment, StringComparer.Ordinal) { ["DOTNET_JitStdOutFile"] = list, ["DOTNET_JitDisasmSummary"] = "1" };
        await scratch.RunAsync(command with { Environment = environment }, cancellationToken);
        // What runs for long is compiled again, better: that is no part of a start.
        return File.Exists(list) ? (await File.ReadAllLinesAsync(list, cancellationToken)).Count(line => !line.Contains("[Tier1", StringComparison.Ordinal)) : null;
    }

    private static async Task<int?> SystemCallsAsync(Scratch scratch, ProcessInvocation command, CancellationToken cancellationToken)
    {
        var counts = scratch.PathOf("calls.txt");
        File.Delete(counts);
        await scratch.RunAsync(Wrapped(command, "strace", ["-f", "-c", "-U", "calls,name", "-o", counts]), cancellationToken);
        if (!File.Exists(counts))
            return null;
        var lines = await File.ReadAllLinesAsync(counts, cancellationToken);
        var total = lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).LastOrDefault(words => words is [_, "total"]);
        return total is null ? null : int.Parse(total[0], CultureInfo.InvariantCulture);
    }

    private static ProcessInvocation Wrapped(ProcessInvocation command, string program, IReadOnlyList<string> arguments) =>
        command with { Program = program, Arguments = [.. arguments, command.Program, .. command.Arguments] };
}
