using Slipway.Components;
using Slipway.GitHub.Workflows;

namespace Slipway.GitHub.Tests.Workflows;

public sealed class PlanningJobs : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Jobs_wait_for_what_their_targets_wait_for()
    {
        var text = await MakeAsync(new GitHubWorkflowAttribute("ci") { Invoke = ["All", "Two", "One", "Apart"] });

        Assert.Equal("all needs two; two needs one; one needs ; apart needs ", Needs(text));
    }

    [Fact]
    public async Task What_is_only_depended_on_runs_again_and_what_is_consumed_does_not()
    {
        var text = await MakeAsync(new GitHubWorkflowAttribute("ci") { Invoke = ["Made", "Used", "Both"] });

        Assert.Contains("run: ./build.sh Used --skip Made\n", text, StringComparison.Ordinal);
        Assert.Contains("run: ./build.sh Both\n", text, StringComparison.Ordinal);
        Assert.Equal("made needs ; used needs made; both needs used", Needs(text));
    }

    [Fact]
    public async Task A_job_gets_the_secrets_of_its_components_and_no_others()
    {
        var text = await MakeAsync(new GitHubWorkflowAttribute("ci") { Invoke = ["One", "Unlock", "GitHubStatus"] });

        var jobs = text.Split("\n  ").Where(part => part.Contains("env:", StringComparison.Ordinal) || part.Contains("secrets.", StringComparison.Ordinal));
        Assert.Equal(1, text.Split("secrets.SAFE_KEY").Length - 1);
        Assert.Equal(1, text.Split("GITHUB_TOKEN: ${{ github.token }}").Length - 1);
        Assert.DoesNotContain("UNUSED", text, StringComparison.Ordinal);
        Assert.NotEmpty(jobs);
    }

    [Fact]
    public async Task A_job_may_do_no_more_than_its_targets_need()
    {
        var text = await MakeAsync(new GitHubWorkflowAttribute("ci") { Invoke = ["One", "GitHubStatus"] });

        Assert.Contains("\npermissions: {}\n", text, StringComparison.Ordinal);
        Assert.Equal(1, text.Split("statuses: write").Length - 1);
        Assert.Equal(2, text.Split("contents: read").Length - 1);
    }

    [Fact]
    public async Task Windows_runs_the_script_that_it_has()
    {
        var text = await MakeAsync(new GitHubWorkflowAttribute("ci") { Invoke = ["Items", "One --flag 'x'".Replace("'", "", StringComparison.Ordinal)], RunsOn = "windows-2025" });

        Assert.Contains("shell: pwsh\n        run: './build.ps1 \"Items:$env:ITEM\"'\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_are_quoted_where_the_shell_would_read_more_into_them()
    {
        var text = await MakeAsync(new GitHubWorkflowAttribute("ci") { Invoke = ["One --name a$(b)&c"] });

        Assert.Contains("run: './build.sh One --name ''a$(b)&c'''\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ci", "", "SW1032: workflow 'ci' runs nothing")]
    [InlineData("ci", "--flag", "SW1033: workflow 'ci' has a job without a target: '--flag'")]
    [InlineData("ci", "Oen", "SW1034: workflow 'ci' names target 'Oen', which the build does not have\n  try: One")]
    [InlineData("ci", "One --x ${{github.token}}", "SW1035: workflow 'ci' cannot hold '${{github.token}}'")]
    [InlineData("a b", "One", "SW1030: 'a b' is no name for a workflow")]
    [InlineData("../ci", "One", "SW1030: '../ci' is no name for a workflow")]
    public async Task A_wrong_attribute_is_told(string name, string invoke, string problem)
    {
        var run = await _project.RunAsync(new JobsBuild { Workflows = [new GitHubWorkflowAttribute(name) { Invoke = invoke.Length == 0 ? [] : [invoke] }] }, "GenerateWorkflows");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("error " + problem, run.Out.Replace("\n      ", "\n", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_project.PathOf(".github")));
    }

    [Fact]
    public async Task All_that_is_wrong_with_an_attribute_beside_its_targets_is_told_at_once()
    {
        var run = await _project.RunAsync(
            new JobsBuild { Workflows = [new GitHubWorkflowAttribute("a") { Invoke = ["One"], Permissions = ["everything"], Secrets = ["SafeKye"] }, new GitHubWorkflowAttribute("b") { Invoke = ["One"], PathFilters = true }, new GitHubWorkflowAttribute("B") { Invoke = ["One"] }, new GitHubWorkflowAttribute("c") { Invoke = ["One"], Cron = "never", Branches = ["a b"] }] },
            "GenerateWorkflows");

        Assert.Equal(
            ["SW1039", "SW1040", "SW1037", "SW1031", "SW1061", "SW1060"],
            run.Out.Split('\n').Where(line => line.TrimStart().StartsWith("error SW", StringComparison.Ordinal)).Select(line => line.Trim().Split(' ')[1].TrimEnd(':')).Distinct(StringComparer.Ordinal).Take(6));
    }

    [Theory]
    [InlineData("src", "src src/**")]
    [InlineData("src/", "src src/**")]
    [InlineData("src/**/*.cs", "src/**/*.cs")]
    [InlineData("{src,tests}/*.{c,h}", "src/*.c src/*.h tests/*.c tests/*.h")]
    [InlineData("a?.txt", "a*.txt")]
    [InlineData("[!a]b", "*b")]
    [InlineData("c++", "c\\+\\+ c\\+\\+/**")]
    [InlineData("!**/obj", "!**/obj !**/obj/**")]
    [InlineData("!a?", "")]
    [InlineData("{a,{b,c}}", "a a/** b b/** c c/**")]
    [InlineData("{open", "{open {open/**")]
    public void Patterns_become_those_of_GitHub_or_wider_ones(string pattern, string expected) => Assert.Equal(expected, string.Join(' ', PathFilter.Translate(pattern)));

    private static string Needs(string text)
    {
        var jobs = LocalActions.Map(LocalActions.Map(LocalActions.Load(text))["jobs"]);
        return string.Join("; ", jobs.Select(job => $"{job.Key} needs {(LocalActions.Map(job.Value).Children.TryGetValue("needs", out var needs) ? string.Join(' ', ((YamlDotNet.RepresentationModel.YamlSequenceNode)needs).Select(need => need.ToString())) : "")}"));
    }

    private async Task<string> MakeAsync(GitHubWorkflowAttribute workflow)
    {
        _project.Write("README.md", "");
        var run = await _project.RunAsync(new JobsBuild { Workflows = [workflow] }, "GenerateWorkflows");
        Assert.True(run.ExitCode == 0, run.Out);
        return _project.Read(".github/workflows/ci.yml");
    }

    private interface IOpen : IBuild
    {
        [Parameter("Opens the safe.")]
        Secret? SafeKey => Get<Secret?>();

        Target Unlock => _ => _.Executes(() => { });
    }

    private interface IUnused : IBuild
    {
        [Parameter("Opens nothing.")]
        Secret? UnusedKey => Get<Secret?>();

        Target Unused => _ => _.Executes(() => { });
    }

    private sealed class JobsBuild : SlipwayBuild, IGitHubWorkflows, IGitHubStatus, IOpen, IUnused
    {
        public IReadOnlyList<GitHubWorkflowAttribute> Workflows { get; init; } = [];

        public Target One => _ => _.Executes(() => { });

        public Target Two => _ => _.DependsOn(One).Executes(() => { });

        public Target All => _ => _.DependsOn(One, Two);

        public Target Apart => _ => _.Executes(() => { });

        public Target Made => _ => _.Produces("made.txt").Executes(() => { });

        public Target Used => _ => _.Consumes(Made).Executes(() => { });

        public Target Both => _ => _.DependsOn(Made, Used).Executes(() => { });

        public Target<string, int> Items => _ => _.ForEach(() => ["a", "b"]).Executes(_ => 0);
    }
}
