using System.Diagnostics;
using Benchmarks.Contenders;
using Slipway.Processes;

namespace Benchmarks.Measuring;

/// <summary>Runs contenders in turn, A B C A B C, so that what else the machine does falls on all of them alike.</summary>
internal static class Alternation
{
    private const int LongestReason = 160;

    /// <summary>One round to warm up, then as many as are asked for.</summary>
    public static async Task<IReadOnlyList<Measurement>> RunAsync(Scratch scratch, IReadOnlyList<Contender> contenders, int rounds, CancellationToken cancellationToken)
    {
        var values = contenders.ToDictionary(contender => contender, _ => new List<double>());
        var missing = contenders.Where(contender => contender.Missing is not null).ToDictionary(contender => contender, contender => contender.Missing!);
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var contender in contenders.Where(contender => !missing.ContainsKey(contender)))
            {
                contender.Before?.Invoke();
                var started = Stopwatch.GetTimestamp();
                var result = await scratch.RunAsync(contender.Command!, cancellationToken);
                var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
                if (WhatIsWrong(contender, result) is { } wrong)
                    missing[contender] = wrong;
                else if (round > 0)
                    values[contender].Add(contender.Read is { } read ? read(result) : seconds);
            }
        }

        foreach (var contender in contenders)
            Console.WriteLine($"  {contender.Name}: {(missing.TryGetValue(contender, out var why) ? why : string.Join(' ', values[contender].Select(Report.Number)))}");
        return [.. contenders.Select(contender => missing.TryGetValue(contender, out var why) ? new Measurement(contender, [], why) : new Measurement(contender, values[contender], null))];
    }

    private static string? WhatIsWrong(Contender contender, ProcessResult result)
    {
        if (result.ExitCode == contender.ExitCode && result.Output.Any(line => line.Text.Contains(contender.Expected, StringComparison.Ordinal)))
            return null;
        if (result.ExitCode == contender.ExitCode && contender.Expected.Length == 0)
            return null;
        var last = result.Output.Select(line => line.Text.Trim()).LastOrDefault(text => text.Length > 0) ?? "no output";
        return $"failed: exit code {result.ExitCode}, {(last.Length > LongestReason ? last[..LongestReason] + "…" : last)}";
    }
}
