// The code blocks of docs/reference/authoring.md, word for word: CodeBlocks holds that they are.
namespace Slipway.Components.Tests.Documentation;

public interface ISmoke : IBuild
{
    Target Smoke => _ => _.Executes(run => run.Log("no smoke"));
}

internal sealed class Shopping : ContainerBuild, ISmoke
{
    public Target Compile => _ => _.Executes(run => run.Log("compiled"));

    public Target Check => _ => _
        .DependsOn(Compile)
        .DependsOn<ISmoke>(x => x.Smoke)
        .TryDependsOn<IScanImages>(x => x.ScanImages)
        .Executes(run => run.Log("checked"));
}

internal sealed class AuthoringReference : ContainerBuild, ISmoke
{
    [Parameter("What is built.")]
    private string Configuration => Get("Debug");

    [Parameter("Where images go.")]
    private string? Registry => Get<string?>();

    [Parameter("The branch.")]
    private string Branch => Get("main");

    [Parameter("The region that is closed.")]
    private string ClosedRegion => Get("");

    public Target Test => _ => _
        .DependsOn(Compile, Lint)
        .Executes(run => run.Log("tested"));

    public Target Licenses => _ => _
        .DependentFor(Pack)
        .Executes(run => run.Log("licences are in order"));

    public Target Publish => _ => _
        .Triggers(Announce)
        .Executes(run => run.Log("published"));

    public Target Announce => _ => _.Executes(run => run.Log("told everybody"));

    public Target Coverage => _ => _
        .TriggeredBy(Test)
        .Executes(run => run.Log("coverage is up"));

    public Target Lint => _ => _
        .Before(Compile)
        .Executes(run => run.Log("nothing to complain about"));

    public Target Summarise => _ => _
        .After(Test, Coverage)
        .Executes(run => run.Log("all in all"));

    public Target Tag => _ => _
        .OnlyAfter(Test)
        .Executes(run => run.Log("tagged"));

    public Target Release => _ => _
        .OnlyWhen(() => Branch == "main", otherwise: "releases are made from main")
        .Executes(run => run.Log("released"));

    public Target<string, int> Upload => _ => _
        .ForEach(() => ["north", "south"])
        .OnlyWhen(region => region != ClosedRegion)
        .Executes((region, run) => region.Length);

    public Target Migrate => _ => _
        .DependsOn(Compile)
        .OnlyWhenDynamic(() => File.Exists(Path.Combine(TempFolder, "schema.sql")))
        .OnlyWhenDynamic(async run => (await run.Processes.RunAsync(new() { Program = "pg_isready" }, run.CancellationToken)).Succeeded)
        .Executes(run => run.Log("migrated"));

    public Target Scan => _ => _
        .DependsOn(InstallScanner)
        .WhenSkipped(DependencyBehavior.Skip)
        .Executes(run => run.Log("nothing found"));

    public Target Push => _ => _
        .Requires(() => Registry)
        .Executes(run => run.Log($"pushed to {Registry}"));

    public Target Sign => _ => _
        .RequiresTool("cosign", "install cosign with the package manager of the machine")
        .RequiresTool("tools/sign.sh")
        .Executes(run => run.Log("signed"));

    public Target Docs => _ => _
        .Reuses(_ => Task.FromResult(File.Exists(Path.Combine(TempFolder, "docs.html"))
            ? Reuse.UpToDate("docs.html is there")
            : Reuse.Stale("there is no docs.html")))
        .Executes(() => File.WriteAllText(Path.Combine(TempFolder, "docs.html"), "<p>"));

    public Target Compile => _ => _
        .Executes(() => Directory.CreateDirectory(TempFolder))
        .Executes(async run => await run.Processes.RunAsync(new() { Program = "dotnet", Arguments = ["build"] }, run.CancellationToken));

    public Target<string, int> Measure => _ => _
        .ForEach(() => ["north", "south"])
        .Executes(region => region.Length);

    public Target<string, double> Weigh => _ => _
        .ForEach(Measure)
        .Executes((region, run) => run.ResultOf(Measure, region) * 1.5);

    public Target<string, int> Ship => _ => _
        .ForEach(() => ["pallet", "box"])
        .WaitsFor(item => item == "box" ? ["pallet"] : [])
        .Executes(item => item.Length);

    public Target Spelling => _ => _
        .ContinueOnFailure()
        .Executes(() => throw new ProblemException(new Problem("SHOP02", "'teh' is no word")));

    public Target Down => _ => _
        .DependsOn(Test)
        .AssuredAfterFailure()
        .Executes(run => run.Log("all is down"));

    public Target Download => _ => _
        .Retry(4, new RetryOptions
        {
            Delay = TimeSpan.FromSeconds(2),
            Factor = 3,
            MaxDelay = TimeSpan.FromMinutes(1),
            When = failure => failure is IOException or TimeoutException,
        })
        .Executes(run => run.Log("got it"));

    public Target Crawl => _ => _
        .Timeout(TimeSpan.FromMinutes(5))
        .Retry(2)
        .Executes(run => run.Processes.RunAsync(new() { Program = "wget", Arguments = ["--mirror", "localhost"] }, run.CancellationToken));

    public Target Bundle => _ => _
        .Uses(new ByteSize(2L * 1024 * 1024 * 1024))
        .Executes(run => run.Log("bundled"));

    public Target<string, int> Render => _ => _
        .ForEach(Measure)
        .Uses(region => region == "north" ? new ByteSize(512L * 1024 * 1024) : null)
        .Executes(region => region.Length);

    public Target Seed => _ => _
        .UsesExclusively("database")
        .Executes(run => run.Log("seeded"));

    public Target Pack => _ => _
        .Description("Packs what was tested.")
        .Alias("Package")
        .DependsOn(Test);

    public Target InstallScanner => _ => _
        .Unlisted()
        .Executes(run => run.Log("installed"));

    public Target PackAll => _ => _
        .Presets(() => Configuration, "Release")
        .DependsOn(Pack);

    public Target Smoke => _ => _
        .Inherit<ISmoke>(x => x.Smoke)
        .Retry(2);

    protected override void OnTargetFailed(TargetEnd end) =>
        File.AppendAllText(Path.Combine(TempFolder, "failures.txt"), $"{end.Name}: {end.Why}\n");

    protected override void OnBuildFinished(BuildEnd end) =>
        Console.Error.WriteLine(end.Succeeded ? "well done" : $"{end.Failed.Count} failed");
}
