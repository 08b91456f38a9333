using Slipway.Components;

namespace Slipway.GitHub.Tests.Workflows;

public sealed class LintingWorkflows : IDisposable
{
    private const string File = ".github/workflows/ci.yml";

    private readonly TestProject _project = new();

    public LintingWorkflows()
    {
        _project.Write("README.md", "# Shop\n");
        _project.Write("stacks/shop/compose.yaml", "services:\n  web:\n    build: .\n");
        _project.Write("stacks/shop/Dockerfile", "FROM alpine:3.21\nUSER 10001\nHEALTHCHECK CMD true\n");
    }

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_workflow_that_is_stale_fails_Lint_until_it_is_written_anew()
    {
        await _project.RunAsync<Shop>("GenerateWorkflows");
        var current = await _project.RunAsync<Shop>("Lint");
        _project.Write(File, _project.Read(File).Replace("timeout-minutes: 60", "timeout-minutes: 90", StringComparison.Ordinal));
        var stale = await _project.RunAsync<Shop>("Lint");
        await _project.RunAsync<Shop>("GenerateWorkflows");
        var again = await _project.RunAsync<Shop>("Lint");

        Assert.Equal((0, 2, 0), (current.ExitCode, stale.ExitCode, again.ExitCode));
        Assert.Contains("done  CheckWorkflows", current.Out, StringComparison.Ordinal);
        Assert.Contains($"error SW1042: a workflow is not what the build says\n  {File}\n  try: ./build.sh GenerateWorkflows\n", stale.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_build_that_has_changed_makes_its_workflow_stale()
    {
        await _project.RunAsync<Shop>("GenerateWorkflows");

        var run = await _project.RunAsync<ShopThatPushes>("Lint");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("error SW1042: ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workflow_that_somebody_wrote_is_linted_too()
    {
        await _project.RunAsync<Shop>("GenerateWorkflows");
        _project.Write(".github/workflows/own.yml", "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v5\n");

        var run = await _project.RunAsync<Shop>("Lint");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("error SW1062: 'actions/checkout@v5' is not pinned to a commit: its code can change\n  .github/workflows/own.yml:6\n", run.Out, StringComparison.Ordinal);
    }

    [GitHubWorkflow("ci", Invoke = [nameof(ILint.Lint)])]
    private sealed class Shop : ContainerBuild, ILint, IGitHubWorkflows;

    [GitHubWorkflow("ci", Invoke = [nameof(ILint.Lint)], Branches = ["main", "next"])]
    private sealed class ShopThatPushes : ContainerBuild, ILint, IGitHubWorkflows;
}
