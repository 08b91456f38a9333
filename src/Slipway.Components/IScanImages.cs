using Slipway.Containers.Bootstrap;
using Slipway.Containers.Stacks;
using Slipway.Containers.Trivy;
using Slipway.Reports;

namespace Slipway.Components;

/// <summary>Scans what was built, with Trivy.</summary>
[ReadsVariable("SLIPWAY_TRIVY")]
public interface IScanImages : IBuildImages
{
    /// <summary>The lowest severity that fails the scan. <see cref="Severity.Critical"/> unless set.</summary>
    [Parameter("The lowest severity that fails a scan.")]
    Severity Severity => Get(Containers.Trivy.Severity.Critical);

    /// <summary>Whether findings that no update mends are left aside. False unless set.</summary>
    [Parameter("Leave findings aside that no update mends yet.")]
    bool IgnoreUnfixed => Get(false);

    /// <summary>Whether Trivy may be installed into <c>.nuke/temp/tools</c>. As <see cref="IHasEngine.InstallEngine"/> unless set.</summary>
    [Parameter("Install Trivy into .nuke/temp/tools where it is missing.")]
    bool InstallTools => Get(InstallEngine);

    /// <summary>The folder of Trivy's databases. <c>.nuke/temp/trivy</c> unless set.</summary>
    [Parameter("The folder of Trivy's databases.")]
    string? TrivyCache => Get<string?>();

    /// <summary>The image that holds Trivy's vulnerability database, such as one in a private registry. Trivy's own unless set.</summary>
    [Parameter("The image that holds Trivy's vulnerability database, where it is not Trivy's own.")]
    string? TrivyDatabase => Get<string?>();

    /// <summary>Makes sure that there is a Trivy.</summary>
    Target PrepareTrivy => _ => _
        .Description("Makes sure that Trivy is there; installs it with --install-engine or --install-tools.")
        .Reuses(_ => Task.FromResult(FindTrivy() is { } path
            ? Reuse.UpToDate(path.StartsWith(RootFolder, StringComparison.Ordinal) ? Path.GetRelativePath(RootFolder, path) : path)
            : Reuse.Stale($"Trivy is not there{(InstallTools ? ": it is installed into .nuke/temp/tools" : "")}")))
        .Executes(async run =>
        {
            if (!InstallTools)
                throw new ProblemException(ComponentProblems.NoTrivy());
            await new EngineBootstrap(run.Processes, TempFolder).InstallTrivyAsync(ToolsFolder, run.Log, run.CancellationToken);
            run.Summarize("installed into .nuke/temp/tools");
        });

    /// <summary>Each image, after its own build.</summary>
    Target<Image, Scan> ScanImages => _ => _
        .Alias("Scan")
        .Description("Scans each image with Trivy; fails at --severity, findings in .trivyignore aside.")
        .ForEach(BuildImages)
        .DependsOn(PrepareTrivy)
        .UsesExclusively("trivy")
        .WhenSkipped(DependencyBehavior.Skip)
        .Reuses((image, planning) => Task.FromResult(
            !planning.TryResultOf(BuildImages, image, out var built) ? Reuse<Scan>.Unknown("after its build")
            : PassedScans(TimeProvider.System).Find(built.Id, ReportOf(image), RootFolder, acceptsPartial: !Publishes) is { } scan ? Reuse<Scan>.UpToDate(scan, $"scanned within a day: {scan.Summary}")
            : Reuse<Scan>.Stale("no recent scan of this image")))
        .Executes(ScanAsync);

    // What others get is looked at for vulnerabilities first, or the run says that it was not.
    private bool Publishes => this is IPushImages { Registries.Length: > 0 };

    /// <summary>The folder that Trivy is installed into.</summary>
    internal string ToolsFolder => Path.Combine(TempFolder, "tools");

    internal string TrivyFolder => TrivyCache is { } folder ? Path.GetFullPath(folder, RootFolder) : Path.Combine(TempFolder, "trivy");

    private string ReportOf(Image image) => Path.GetRelativePath(RootFolder, Path.Combine(TempFolder, "reports", "scan", Stack.Name, image.Name + ".json"));

    private ScanMemory PassedScans(TimeProvider time) => new(
        Path.Combine(TempFolder, "scans"),
        $"{Severity} {(IgnoreUnfixed ? "fixed" : "all")} {DatabaseTime:O}{(Exceptions.At(time.GetUtcNow()) is { Length: > 0 } accepted ? $" without {accepted}" : "")}",
        time);

    private ScanExceptions Exceptions => Once(() => ScanExceptions.Load([Path.Combine(RootFolder, ".trivyignore"), Path.Combine(Stack.Folder, ".trivyignore")], RootFolder));

    private ScanReports Reports => Once(() => new ScanReports(Engine, Stack, Path.Combine(TempFolder, "reports", "scan")));

    // A database that has come, or was updated, makes earlier scans stale.
    private DateTime? DatabaseTime => Path.Combine(TrivyFolder, "db", "metadata.json") is var file && File.Exists(file) ? File.GetLastWriteTimeUtc(file) : null;

    // One for the whole run: a download of the database that failed is not tried again for each image.
    internal async Task<TrivyCli> FindTrivyAsync(RunContext run) =>
        (await Once(() => TrivyCli.FindAsync(run.Processes, Engine, Environment, [ToolsFolder], run.Time, run.CancellationToken))).By(run.Processes);

    private async Task<Scan> ScanAsync(Image image, RunContext run)
    {
        var built = run.ResultOf(BuildImages, image);
        var trivy = await FindTrivyAsync(run);
        var result = await trivy.ScanImageAsync(built.Id, OptionsFor(image), run.CancellationToken);
        if (result.Database.Reason.Length > 0)
            run.Warn(result.Database.ToString());
        var now = run.Time.GetUtcNow();
        var scanned = await Reports.SortAsync(image, result, built.Id, ReportOf(image), Exceptions, now, run.CancellationToken);
        Reports.Add(scanned);
        Show(scanned, result.Database, now, run);
        var failing = scanned.Findings.Where(found => found.Finding.Severity >= Severity).ToList();
        if (failing.Count > 0)
            throw new ProblemException(ComponentProblems.ScanFailed(image.Name, Severity, failing, ReportOf(image)));
        var scan = new Scan(built.Id, ReportOf(image), Summarize(scanned, result.Database.IsUsed));
        PassedScans(run.Time).Keep(scan, RootFolder, result.Database.IsUsed);
        run.Summarize(scan.Summary);
        return scan;
    }

    private ScanOptions OptionsFor(Image image)
    {
        // Trivy reads a .trivyignore where it runs. What is accepted is sorted out here instead, so that reports show it.
        var none = Path.Combine(TempFolder, "scans", "nothing-ignored");
        if (!File.Exists(none))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(none)!);
            File.WriteAllText(none, "");
        }

        return new ScanOptions
        {
            CacheFolder = TrivyFolder,
            ReportPath = Path.Combine(RootFolder, ReportOf(image)),
            IgnoreUnfixed = IgnoreUnfixed,
            IgnoreFile = none,
            DatabaseRepository = TrivyDatabase,
            DockerfilePath = File.Exists(image.DockerfilePath) ? image.DockerfilePath : null,
        };
    }

    private void Show(ScannedImage scanned, DatabaseState database, DateTimeOffset now, RunContext run)
    {
        foreach (var ended in scanned.Findings.Select(found => Exceptions.FindEnded(found.Finding, now)).OfType<ScanException>().Distinct())
            run.Warn($"{ended.Id} is accepted no longer: {ended.Place} ended on {ended.Until:yyyy-MM-dd}");
        run.Report(new ReportTable(
            "Findings",
            [new("Severity", ReportColumnKind.Severity, IsFilter: true), new("Image", IsFilter: true), new("Finding"), new("Package"), new("Installed"), new("Mended in"), new("From", ReportColumnKind.Code)],
            [
                .. scanned.Findings.Select(found => (IReadOnlyList<string>)
                [
                    found.Finding.Severity.ToString().ToLowerInvariant(), scanned.Name, found.Finding.Id, found.Finding.Package, found.Finding.Installed, found.Finding.Fixed, found.Place.ToString(),
                ]),
            ])
        {
            // An empty table must not look like a scan that found nothing.
            Note = database.Reason.Length > 0 ? database.ToString() : null,
        });
    }

    private static string Summarize(ScannedImage scanned, bool hadDatabase)
    {
        var counts = scanned.Findings.GroupBy(found => found.Finding.Severity).OrderByDescending(group => group.Key).Select(group => $"{group.Count()} {group.Key.ToString().ToLowerInvariant()}").ToList();
        return $"{(counts.Count == 0 ? "no findings" : string.Join(", ", counts))}{(scanned.Accepted.Count > 0 ? $", {scanned.Accepted.Count} accepted" : "")}{(hadDatabase ? "" : "; vulnerabilities NOT scanned")}";
    }

    // Looks at files only: whether the program runs is asked when it is needed.
    private string? FindTrivy()
    {
        if (Environment.GetValueOrDefault("SLIPWAY_TRIVY") is { Length: > 0 } named)
            return named;
        var folders = (Environment.GetValueOrDefault("PATH") ?? "").Split(Path.PathSeparator).Prepend(ToolsFolder);
        return folders.Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "trivy.exe" : "trivy")).FirstOrDefault(File.Exists);
    }
}
