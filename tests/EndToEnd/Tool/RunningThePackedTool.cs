using Slipway.Containers.Engine;
using Slipway.Processes;

namespace EndToEnd.Tool;

public sealed class RunningThePackedTool(Machine machine, PackedTool tool)
{
    [Fact]
    public async Task A_repository_that_it_has_never_seen_is_deployed_looked_at_and_taken_down()
    {
        await using var project = machine.NewProject("tool");
        project.WriteSmallStack(command: "echo I am up; touch /tmp/ready; exec sleep 3600");

        var planned = await SucceedsAsync(project, "deploy", "--plan");
        await SucceedsAsync(project, "deploy", "--skip", "ScanImages,PrepareTrivy");
        var containers = await project.ContainersAsync();
        var again = await SucceedsAsync(project, "up", "--plan", "--skip", "ScanImages,PrepareTrivy");
        var status = await SucceedsAsync(project, "status");
        var logs = await SucceedsAsync(project, "logs", "--service", "web");
        await SucceedsAsync(project, "down");

        Assert.StartsWith("Plan for Deploy:", planned.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Healthy, Assert.Single(containers).Health);
        Assert.Contains("up to date", again.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("web", status.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("I am up", logs.StandardOutput, StringComparison.Ordinal);
        Assert.Empty(await project.ContainersAsync());
    }

    [Fact]
    public async Task What_is_wrong_is_told_in_its_own_words_and_by_its_exit_code()
    {
        await using var project = machine.NewProject("tool-wrong");
        project.WriteSmallStack(dockerfileEnd: "RUN exit 5", serviceEnd: "    enviroment: { A: b }");

        var refused = await tool.RunAsync(project.Stack, "up");
        project.WriteSmallStack(dockerfileEnd: "RUN exit 5");
        var failed = await tool.RunAsync(project.Stack, "build");
        var unknown = await tool.RunAsync(project.Stack, "dploy");
        var nowhere = await tool.RunAsync("/", "up");

        Assert.Equal((2, 1, 2, 2), (refused.ExitCode, failed.ExitCode, unknown.ExitCode, nowhere.ExitCode));
        Assert.Equal("error SW0217: 'services.web' has no 'enviroment'\n  compose.yaml:7:5\n  try: 'environment'\n", refused.StandardError);
        Assert.Contains("  web/Dockerfile:3:1\n", failed.StandardOutput, StringComparison.Ordinal);
        Assert.Equal("error SW0011: there is no target 'dploy'\n  try: Deploy\n", unknown.StandardError);
        Assert.StartsWith("error SW0901: ", nowhere.StandardError, StringComparison.Ordinal);
        Assert.All([refused, failed, unknown, nowhere], SpeaksForItself);
    }

    [Fact]
    public async Task Where_there_is_a_build_project_its_own_build_runs()
    {
        await using var project = machine.NewProject("tool-build");
        project.WriteSmallStack();
        project.Write("build.sh", "#!/bin/sh\necho \"in $(basename \"$PWD\"): $*\"\nexit 7\n");
        File.SetUnixFileMode(Path.Combine(project.Stack, "build.sh"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        project.Write(".nuke/parameters.json", "{}\n");

        var run = await tool.RunAsync(Path.Combine(project.Stack, "web"), "deploy", "logs", "--tail", "build");

        Assert.Equal((7, "in web: Deploy Logs --tail build\n", ""), (run.ExitCode, run.StandardOutput, run.StandardError));
    }

    private async Task<ProcessResult> SucceedsAsync(Project project, params string[] arguments)
    {
        var run = await tool.RunAsync(project.Stack, arguments);
        Assert.True(run.Succeeded, $"slipway {string.Join(' ', arguments)}\n{run.StandardOutput}\n{run.StandardError}");
        SpeaksForItself(run);
        return run;
    }

    private static void SpeaksForItself(ProcessResult run) => Assert.DoesNotContain("build.sh", run.StandardOutput + run.StandardError, StringComparison.Ordinal);
}
