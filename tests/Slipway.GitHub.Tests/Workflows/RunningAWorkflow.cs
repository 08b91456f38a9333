namespace Slipway.GitHub.Tests.Workflows;

public sealed class RunningAWorkflow : IDisposable
{
    private readonly SampleRepository _repository = new();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public async Task Jobs_run_in_fresh_clones_with_the_files_of_those_before()
    {
        Assert.True((await _repository.BuildAsync("GenerateWorkflows")).Succeeded);
        await _repository.CommitAsync();
        using var actions = new LocalActions(_repository, new Dictionary<string, string>(StringComparer.Ordinal) { ["SHOP_KEY"] = "very secret!" });

        await actions.RunAsync(_repository.Workflow);

        Assert.Equal(["compile", "check", "package:b&c $(touch evil)", "package:web", "publish"], actions.Ran.Select(ran => ran.Job));
        Assert.Equal(
            ["Prepare Compile", "Check", "Check Package:b&c $(touch evil)", "Check Package:web", "Publish"],
            actions.Ran.Select(ran => string.Join(' ', ran.Output.Split('\n').Where(line => line.StartsWith("start ", StringComparison.Ordinal)).Select(line => line["start ".Length..].Split("  ")[0]))));
        Assert.Contains("out/app.txt, out/lib/.hidden/a b.txt", actions.Ran[1].Output, StringComparison.Ordinal);
        Assert.Contains("stable b&c $(touch evil).txt b&c $(touch evil): HELLO", actions.Ran[4].Output, StringComparison.Ordinal);
        Assert.Contains("stable web.txt web: HELLO", actions.Ran[4].Output, StringComparison.Ordinal);
        Assert.Contains("the key fits", actions.Ran[4].Output, StringComparison.Ordinal);
        Assert.Contains("not in a workflow of GitHub", actions.Ran[4].Output, StringComparison.Ordinal);
        Assert.DoesNotContain("very secret!", string.Concat(actions.Ran.Select(ran => ran.Output)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_workflow_is_made_as_approved_and_checked()
    {
        var missing = await _repository.BuildAsync("CheckWorkflows");
        await _repository.BuildAsync("GenerateWorkflows");
        var made = _repository.Workflow;
        var current = await _repository.BuildAsync("CheckWorkflows");
        _repository.Project.Write(".github/workflows/ci.yml", made.Replace("\n", "\r\n", StringComparison.Ordinal));
        var fromWindows = await _repository.BuildAsync("CheckWorkflows");

        Approved.Matches(made, "RunningAWorkflow.ci");
        Assert.Equal((2, 0, 0), (missing.ExitCode, current.ExitCode, fromWindows.ExitCode));
        Assert.Contains("error SW1042: a workflow is not what the build says\n        .github/workflows/ci.yml\n        try: ./build.sh GenerateWorkflows".Replace("\n      ", "\n", StringComparison.Ordinal), missing.StandardOutput.Replace("\n      ", "\n", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_wrote_is_not_overwritten_and_what_is_no_more_is_removed()
    {
        _repository.Project.Write(".github/workflows/ci.yml", "name: mine\n");
        var refused = await _repository.BuildAsync("GenerateWorkflows");
        File.Delete(_repository.Project.PathOf(".github/workflows/ci.yml"));
        _repository.Project.Write(".github/workflows/old.yml", "# Made from the build class by somebody\n");
        _repository.Project.Write(".github/workflows/own.yml", "on: push\n");
        await _repository.BuildAsync("GenerateWorkflows");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("error SW1041: '.github/workflows/ci.yml' was written by hand, and a workflow of the build has its name", refused.StandardOutput, StringComparison.Ordinal);
        Assert.False(File.Exists(_repository.Project.PathOf(".github/workflows/old.yml")));
        Assert.Equal("on: push\n", _repository.Project.Read(".github/workflows/own.yml"));
    }
}
