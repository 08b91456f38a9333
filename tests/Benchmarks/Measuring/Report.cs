using System.Globalization;
using System.Text;
using Benchmarks.Works;

namespace Benchmarks.Measuring;

/// <summary>The page with the tables.</summary>
internal sealed class Report
{
    private readonly StringBuilder _text = new();

    public Report(Machine machine, int rounds)
    {
        Paragraph("# Benchmarks");
        Paragraph("`./build.sh Benchmark` measures all of this anew and writes this page; `./build.sh Benchmark --works start,wait` measures only some of it, into `.nuke/temp/benchmarks/benchmarks.md`.");
        Paragraph($"Each row is a whole process, from its start to its end, output read from a pipe. The rows of a table were run in turn, A B C A B C, {rounds} rounds after one to warm up; the number is the median, and beside it is the fastest. *Against ours* says how many times as long as the first Slipway row of its table a row takes. *Reach* is what Slipway sets out to reach. What could not be had here says why and has no number; what others say of it stands under *elsewhere* and was not measured here.");
        Paragraph("Builds are generated with a fixed seed and compiled as `build.sh` compiles them: ahead of time (ReadyToRun), with the engine of this repository.");
        _text.AppendLine("| machine | |").AppendLine("|---|---|");
        foreach (var (name, value) in machine.Facts)
            _text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {value} |");
    }

    public static string Number(double value) => value.ToString(value < 10 ? "0.000" : "0.0", CultureInfo.InvariantCulture);

    public void Add(IWork work, IReadOnlyList<Measurement> measurements)
    {
        _text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## {work.Title}").AppendLine();
        if (work.Note.Length > 0)
            Paragraph(work.Note);
        _text.AppendLine("| | median | fastest | against ours | reach | elsewhere |").AppendLine("|---|---:|---:|---:|---:|---|");
        var ours = measurements.FirstOrDefault(measurement => measurement.Contender.IsOurs);
        foreach (var measurement in measurements)
            _text.AppendLine(Row(measurement, ours, measurements));
    }

    public void Add(IReadOnlyList<InnerMeasurement> parts)
    {
        _text.AppendLine().AppendLine("## Inner parts").AppendLine();
        Paragraph("Measured by BenchmarkDotNet inside one warm process.");
        _text.AppendLine("| | median | allocated |").AppendLine("|---|---:|---:|");
        foreach (var part in parts)
            _text.AppendLine(CultureInfo.InvariantCulture, $"| {part.Name} | {part.Text} | {part.Allocated} |");
    }

    /// <summary>What runs are made of, and what their numbers would be on the machine that they were set on.</summary>
    /// <param name="profiles">Those that were looked into.</param>
    /// <param name="all">All that was measured.</param>
    public void Add(IReadOnlyList<StartProfile> profiles, IReadOnlyList<Measurement> all)
    {
        if (profiles.Count == 0)
            return;
        _text.AppendLine().AppendLine("## Where the time goes").AppendLine();
        Paragraph("Processor time is user and system time together, the least of five runs. Methods compiled are those that the runtime had to compile while it ran, as nobody could compile them ahead of time: below ten of them are the runtime's own. System calls are counted by strace(1), those of `build.sh` and of all threads included. What is left is the runtime's: it starts, and loads each type and each compiled method when it is used first.");
        _text.AppendLine("| | processor time | methods compiled | system calls |").AppendLine("|---|---:|---:|---:|");
        foreach (var profile in profiles)
            _text.AppendLine(CultureInfo.InvariantCulture, $"| {profile.Name} | {Number(profile.ProcessorSeconds)} s | {profile.Compiled?.ToString(CultureInfo.InvariantCulture) ?? "none"} | {profile.SystemCalls?.ToString(CultureInfo.InvariantCulture) ?? "no strace here"} |");

        if (all.FirstOrDefault(measurement => measurement.Contender.SpeedElsewhere is not null && measurement.Missing is null) is not { Contender.SpeedElsewhere: { } elsewhere } hello)
            return;
        var factor = hello.Median / elsewhere;
        _text.AppendLine();
        Paragraph(string.Create(CultureInfo.InvariantCulture, $"The numbers to reach were set on a machine where {hello.Contender.Name} takes {elsewhere:0.000} s. Here it takes {Number(hello.Median)} s, {factor:0.00} times as long. What misses its number here by the clock, put in proportion:"));
        _text.AppendLine("| | median here | in proportion | reach |").AppendLine("|---|---:|---:|---:|");
        foreach (var missed in all.Where(measurement => measurement.Contender is { Reach: not null, ReachIsAbove: null, ReachIsTimes: null, Unit: "s" } && measurement.Missing is null && measurement.Median > measurement.Contender.Reach))
        {
            var there = missed.Median / factor;
            _text.AppendLine(CultureInfo.InvariantCulture, $"| {missed.Contender.Name} | {Number(missed.Median)} s | {Number(there)} s | ≤ {Number(missed.Contender.Reach!.Value)} s {(there <= missed.Contender.Reach ? "✓" : "✗")} |");
        }
    }

    public override string ToString() => _text.ToString().TrimEnd() + "\n";

    private static string Row(Measurement measurement, Measurement? ours, IReadOnlyList<Measurement> all)
    {
        var contender = measurement.Contender;
        var name = contender.IsOurs ? $"**{contender.Name}**" : contender.Name;
        if (measurement.Missing is { } missing)
            return $"| {name} | not measured: {missing.Replace('|', '/')} | | | {Reach(contender, all)} | {contender.Elsewhere} |";
        var ratio = ours is null || ours == measurement || ours.Missing is not null || contender.Unit != ours.Contender.Unit ? "" : (measurement.Median / ours.Median).ToString("0.00", CultureInfo.InvariantCulture) + "x";
        return $"| {name} | {Number(measurement.Median)} {contender.Unit} | {Number(measurement.Fastest)} {contender.Unit} | {ratio} | {Reach(contender, all, measurement)} | {contender.Elsewhere} |";
    }

    private static string Reach(Benchmarks.Contenders.Contender contender, IReadOnlyList<Measurement> all, Measurement? measured = null)
    {
        if (contender.Reach is not { } reach)
            return "";
        if (contender.ReachIsAbove is { } other)
            reach += all.First(measurement => measurement.Contender.Name == other).Median;
        if (contender.ReachIsTimes is { } part)
        {
            var median = all.First(measurement => measurement.Contender.Name == part).Median;
            if (double.IsNaN(median))
                return $"≤ {reach.ToString("0.##", CultureInfo.InvariantCulture)}x {part}";
            reach *= median;
        }

        var verdict = measured is null ? "" : measured.Median <= reach ? " ✓" : " ✗";
        return $"≤ {Number(reach)} {contender.Unit}{verdict}";
    }

    private void Paragraph(string text) => _text.AppendLine(text).AppendLine();
}
