using Slipway.Processes;
using Slipway.Testing;

namespace Slipway.Tests.Processes;

public sealed class FailingPrograms : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("Image", """
        error SW0140: 'docker build' failed in 'Image' with exit code 1 after 0.00 s
          command: docker build --tag shop/api:1.4 src/Api
          stderr: failed to solve: node:18-foo: not found
          try: check the FROM line

        """)]
    [InlineData("Words", """
        error SW0140: 'sh' failed in 'Words' with exit code 7 after 0.00 s
          command: sh -c 'exit 7'
          output:
            line 3
            line 4
            line 5
            line 6
            line 7
            line 8
            line 9
            line 10

        """)]
    [InlineData("Mute", """
        error SW0140: 'true' failed in 'Mute' with exit code 2 after 0.00 s
          command: true
          it wrote nothing

        """)]
    public async Task A_target_whose_program_fails_names_the_command_the_exit_code_and_the_last_lines(string target, string expected)
    {
        _project.Processes = new FakeProcessRunner()
            .Answer("docker", [], new() { ExitCode = 1, Output = [new("#1 building", IsError: false), new("\e[31mfailed to solve: node:18-foo: not found\e[0m", IsError: true)] })
            .Answer("sh", [], new() { ExitCode = 7, Output = [.. Enumerable.Range(1, 10).SelectMany(i => new OutputLine[] { new($"line {i}", IsError: false), new("  ", IsError: true) })] })
            .Answer("true", [], new() { ExitCode = 2 });

        var run = await _project.RunAsync<Programs>(target);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_ends_well_gives_its_result()
    {
        var result = await new FakeProcessRunner().Answer("git", [], FakeAnswer.Success("abc")).RunOrFailAsync(new() { Program = "git" }, TestContext.Current.CancellationToken);

        Assert.Equal("abc\n", result.StandardOutput);
    }

    [Fact]
    public async Task A_secret_reaches_a_program_by_its_environment_and_is_masked_in_what_it_writes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs sh");
        _project.Processes = new ProcessRunner(TimeProvider.System);

        var run = await _project.RunAsync<Programs>("Token", "--verbosity", "verbose");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\n      Token  > sh -c 'echo \"token $TOKEN\"'\n      Token  token ***\n", run.Out, StringComparison.Ordinal);
        Assert.Equal("> sh -c 'echo \"token $TOKEN\"'\ntoken ***\n", _project.Read(".nuke/temp/logs/Token.log"));
    }

    private sealed class Programs : SlipwayBuild
    {
        Target Image => _ => _.Executes(run => run.Processes.RunOrFailAsync(
            new() { Program = "docker", Arguments = ["build", "--tag", "shop/api:1.4", "src/Api"], Try = "check the FROM line" },
            run.CancellationToken));

        Target Words => _ => _.Executes(run => run.Processes.RunOrFailAsync(new() { Program = "sh", Arguments = ["-c", "exit 7"] }, run.CancellationToken));

        Target Mute => _ => _.Executes(run => run.Processes.RunOrFailAsync(new() { Program = "true" }, run.CancellationToken));

        Target Token => _ => _.Executes(run => run.Processes.RunOrFailAsync(
            new()
            {
                Program = "sh",
                Arguments = ["-c", "echo \"token $TOKEN\""],
                Secrets = new Dictionary<string, Secret>(StringComparer.Ordinal) { ["TOKEN"] = new("made-while-it-runs") },
            },
            run.CancellationToken));
    }
}
