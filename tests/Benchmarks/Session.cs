using Benchmarks.Contenders;
using Benchmarks.Inner;
using Benchmarks.Measuring;
using Benchmarks.Works;
using Benchmarks.Works.Images;

namespace Benchmarks;

/// <summary>Measures works one after the other and writes the table.</summary>
internal sealed class Session(SessionOptions options)
{
    private static readonly IReadOnlyList<IWork> All =
        [new Starting(), new ThousandTargets(), new TenThousandNodes(), new Editing(), new Cycles(), new Waiting(), new UnchangedFiles(), new ReadingCompose(), new OpeningTheGate(),
            new UnchangedImages(3, 0.15), new UnchangedImages(30, 0.25), new ChangedImage(), new CachedImage(), new SecondSend(), new ColdImages(), new HungryImages()];

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var names = All.Select(work => work.Name).Append(InnerParts.Name).ToList();
        var unknown = options.Works.Except(names, StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
        {
            await Console.Error.WriteLineAsync($"no such work: {string.Join(", ", unknown)}; there are {string.Join(", ", names)}");
            return 2;
        }

        using var scratch = new Scratch(options.Repository);
        var report = new Report(await Machine.ReadAsync(scratch, cancellationToken), options.Rounds);
        var all = new List<Measurement>();
        var profiles = new List<StartProfile>();
        foreach (var work in All.Where(work => IsWanted(work.Name)))
        {
            Console.WriteLine($"{work.Name}: preparing");
            var contenders = await work.PrepareAsync(scratch, cancellationToken);
            var measurements = await Alternation.RunAsync(scratch, contenders, Math.Min(options.Rounds, work.MostRounds ?? options.Rounds), cancellationToken);
            report.Add(work, measurements);
            all.AddRange(measurements);
            foreach (var measured in measurements.Where(measurement => measurement.Contender.IsProfiled && measurement.Missing is null))
                profiles.Add(await StartProfile.ReadAsync(scratch, measured.Contender, cancellationToken));
        }

        report.Add(profiles, all);

        if (IsWanted(InnerParts.Name))
            report.Add(InnerParts.Run(scratch));
        Directory.CreateDirectory(Path.GetDirectoryName(options.Report)!);
        await File.WriteAllTextAsync(options.Report, report.ToString(), cancellationToken);
        Console.WriteLine($"written: {Path.GetRelativePath(options.Repository, options.Report)}");
        return 0;
    }

    private bool IsWanted(string work) => options.Works.Count == 0 || options.Works.Contains(work, StringComparer.Ordinal);
}
