using System.Globalization;
using System.Xml.Linq;
using Slipway;
using Slipway.Components;
using Slipway.Processes;

internal sealed partial class Build
{
    [Parameter("Run only the test classes whose full name matches, such as *.EndToEnd.*; * stands for anything.")]
    private string? TestClass => Get<string?>();

    [Parameter("How long TestDeep feeds each reader with spoiled files, such as 90s; 10 minutes unless given.")]
    private TimeSpan Fuzz => Get(TimeSpan.FromMinutes(10));

    private string Artifacts => Path.Combine(RootFolder, "artifacts");

    private string TestCounts => Path.Combine(TempFolder, "test-counts.txt");

    public Target Compile => _ => _
        .Description("Compiles the solution, analyzers included.")
        .Executes(run => DotNetAsync(run, "build", "Solution.sln", "-c", "Release", "-nologo", "-v", "quiet"));

    public Target CheckFormat => _ => _
        .Description("Checks the formatting and the workflows.")
        .DependsOn(Compile, As<IGitHubWorkflows>().CheckWorkflows)
        .Executes(async run =>
        {
            // The third part of 'dotnet format', the analyzers, has had its say in Compile.
            foreach (var part in (string[])["whitespace", "style"])
                await GivingWayAsync(run, "dotnet", "format", part, "Solution.sln", "--no-restore", "--verify-no-changes");
        });

    /// <summary>What an earlier run counted must not be taken for this run's.</summary>
    private Target ForgetResults => _ => _
        .Unlisted()
        .Executes(() =>
        {
            if (Directory.Exists(ResultsFolder))
                Directory.Delete(ResultsFolder, recursive: true);
            File.Delete(TestCounts);
        });

    /// <summary>Completion is tried in the shells themselves and pages in a browser; where one cannot be had, its tests say that they were skipped.</summary>
    private Target PreparePrograms => _ => _
        .Unlisted()
        .After(As<IHasEngine>().PrepareEngine)
        .Reuses(_ => Task.FromResult(MissingPrograms() is { Count: > 0 } missing ? Reuse.Stale($"missing: {string.Join(", ", missing)}") : Reuse.UpToDate("zsh, fish and chromium are there")))
        .OnlyWhen(() => As<IHasEngine>().InstallEngine, "nothing is installed without --install-engine")
        .Executes(async run =>
        {
            // On a new machine there are no lists yet, and old ones may name what is gone.
            if (!await AptAsync(run, ["install", "--no-install-recommends", .. MissingPrograms()]) && await AptAsync(run, ["update"]))
                await AptAsync(run, ["install", "--no-install-recommends", .. MissingPrograms()]);
            if (MissingPrograms() is { Count: > 0 } missing)
                run.Warn($"not installed: {string.Join(", ", missing)}");
        });

    private static async Task<bool> AptAsync(RunContext run, IReadOnlyList<string> arguments)
    {
        var result = await run.Processes.RunAsync(
            new ProcessInvocation { Program = "apt-get", Arguments = [.. arguments, "-q", "-y", "-o", "DPkg::Lock::Timeout=60"], Timeout = TimeSpan.FromMinutes(5) },
            run.CancellationToken);
        return result.Succeeded;
    }

    private List<string> MissingPrograms() =>
        [.. ((string[])["zsh", "fish", "chromium"]).Where(shell => !(Environment.GetValueOrDefault("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, shell))))];

    /// <summary>One node a test project. The end-to-end tests want the engine and Trivy that the others do without.</summary>
    public Target<TestProject, TestCount> RunTests => _ => _
        .Description("Runs the tests of each project.")
        .DependsOn(ForgetResults, Compile, PreparePrograms)
        .DependsOn(As<IHasEngine>().PrepareEngine, As<IScanImages>().PrepareTrivy)
        // They take the packages that are there; both would write the same files while they pack.
        .After(Pack)
        .ForEach(TestProjects)
        .Executes(RunQuickTestsAsync);

    public Target Test => _ => _
        .Description("Runs all tests and counts them.")
        .DependsOn(RunTests)
        .AssuredAfterFailure()
        .Executes(run =>
        {
            var counts = TestProjects().Select(project => run.TryResultOf(RunTests, project, out var count) ? count : TestCount.OfFile(ResultFile(project))).ToList();
            var total = counts.Aggregate(new TestCount(0, 0, 0), (sum, count) => sum + count);
            File.WriteAllText(TestCounts, total + "\n");
            run.Summarize(total.ToString());
            if (total.Passed == 0)
                throw new ProblemException(new Problem("BUILD01", "no test was run", Try: "check --test-class"));
        });

    public Target<TestProject, TestCount> TestDeep => _ => _
        .Description("Runs the long tests of each project, those of the category Deep.")
        .DependsOn(ForgetResults, Compile)
        .DependsOn(As<IHasEngine>().PrepareEngine, As<IScanImages>().PrepareTrivy)
        .ForEach(TestProjects)
        .UsesExclusively("processors")
        .Executes(RunDeepTestsAsync);

    private IEnumerable<TestProject> TestProjects() =>
        Directory.EnumerateFiles(Path.Combine(RootFolder, "tests"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => name.EndsWith("Tests", StringComparison.Ordinal) || name == "EndToEnd")
            .Order(StringComparer.Ordinal)
            .Select(name => new TestProject(name));

    // xunit's options for a trait.
    private const string Only = "-trait";
    private const string Without = "-trait-";

    private string ResultsFolder => Path.Combine(TempFolder, "test-results");

    private string ResultFile(TestProject project) => Path.Combine(ResultsFolder, project.Name + ".xml");

    private Task<TestCount> RunQuickTestsAsync(TestProject project, RunContext run) =>
        RunTestsAsync(project, run, ResultFile(project), Without, TimeSpan.FromMinutes(project.IsEndToEnd ? 60 : 10));

    private Task<TestCount> RunDeepTestsAsync(TestProject project, RunContext run) =>
        RunTestsAsync(project, run, Path.Combine(ResultsFolder, project.Name + ".deep.xml"), Only, TimeSpan.FromHours(4));

    private async Task<TestCount> RunTestsAsync(TestProject project, RunContext run, string results, string choice, TimeSpan timeout)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(results)!);
        List<string> arguments = [Path.Combine(Artifacts, "bin", project.Name, "release", project.Name + ".dll"), "-xml", results, "-noColor", choice, "Category=Deep"];
        if (TestClass is { } pattern)
            arguments.AddRange(["-class", pattern]);
        var result = await run.Processes.RunAsync(
            new ProcessInvocation
            {
                Program = "dotnet",
                Arguments = arguments,
                WorkingFolder = RootFolder,
                Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["SLIPWAY_DEEP_SECONDS"] = choice == Only ? Fuzz.TotalSeconds.ToString(CultureInfo.InvariantCulture) : null },
                Timeout = timeout,
            },
            run.CancellationToken);
        var count = TestCount.OfFile(results);
        run.Summarize(count.ToString());
        // A project without tests of that class or category reports failure although nothing failed.
        if (count.Failed > 0 || (!result.Succeeded && (count.Passed + count.Skipped > 0 || !File.Exists(results))))
            throw new ProblemException(new Problem("BUILD02", $"tests of {project} failed: {count}", FailedTests(results), "./build.sh Test --test-class '*.CLASS' runs one class"));
        return count;
    }

    private List<string> FailedTests(string results) => !File.Exists(results) ? [] :
    [
        .. from test in XDocument.Load(results).Descendants("test")
           where (string?)test.Attribute("result") == "Fail"
           select $"{PlaceOf(test)}{(string?)test.Attribute("name")}: {((string?)test.Descendants("message").FirstOrDefault() ?? "").Split('\n')[0]}",
    ];

    // The first line of a trace that is in this repository, as in 'at Tests.Adding() in /src/Adding.cs:line 12'.
    private string PlaceOf(XElement test)
    {
        var trace = ((string?)test.Descendants("stack-trace").FirstOrDefault() ?? "").Split('\n').Select(line => line.Split(" in ")[^1].Trim().Split(":line "));
        return trace.FirstOrDefault(parts => parts.Length == 2 && parts[0].StartsWith(RootFolder, StringComparison.Ordinal)) is [var file, var number]
            ? $"{Path.GetRelativePath(RootFolder, file)}:{number}  "
            : "";
    }

    // Compilers live for seconds: measuring what runs hot costs a fifth of their time and never pays.
    private static readonly Dictionary<string, string?> CompilerEnvironment = new(StringComparer.Ordinal) { ["DOTNET_TieredPGO"] = "0" };

    private Task<ProcessResult> DotNetAsync(RunContext run, params string[] arguments) => ExecuteAsync(run, "dotnet", arguments);

    // What takes all processors for minutes and has no deadline leaves them to the tests beside it, which have some.
    private Task<ProcessResult> GivingWayAsync(RunContext run, params string[] command) =>
        OperatingSystem.IsWindows() ? ExecuteAsync(run, command[0], command[1..]) : ExecuteAsync(run, "nice", ["-n", "19", .. command]);

    private Task<ProcessResult> ExecuteAsync(RunContext run, string program, IReadOnlyList<string> arguments) => run.Processes.RunOrFailAsync(
        new ProcessInvocation { Program = program, Arguments = arguments, WorkingFolder = RootFolder, Environment = CompilerEnvironment, Timeout = TimeSpan.FromMinutes(30), Try = "mend what it names" },
        run.CancellationToken);

    internal sealed record TestProject(string Name)
    {
        public bool IsEndToEnd => Name == "EndToEnd";

        public override string ToString() => Name;
    }

    internal sealed record TestCount(int Passed, int Failed, int Skipped)
    {
        public static TestCount operator +(TestCount a, TestCount b) => new(a.Passed + b.Passed, a.Failed + b.Failed, a.Skipped + b.Skipped);

        /// <summary>The counts of a report in xunit's XML format. A project that left no report counts as one failure.</summary>
        public static TestCount OfFile(string path)
        {
            if (!File.Exists(path))
                return new TestCount(0, 1, 0);
            var assemblies = XDocument.Load(path).Descendants("assembly").ToList();
            return new TestCount(Sum("passed"), Sum("failed") + Sum("errors"), Sum("skipped") + Sum("not-run"));

            int Sum(string name) => assemblies.Sum(a => int.Parse((string?)a.Attribute(name) ?? "0", CultureInfo.InvariantCulture));
        }

        public override string ToString() => $"{Passed} passed, {Failed} failed, {Skipped} skipped";
    }
}
