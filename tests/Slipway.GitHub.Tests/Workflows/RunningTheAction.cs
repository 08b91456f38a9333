using Slipway.GitHub.Workflows;
using Slipway.Processes;
using YamlDotNet.RepresentationModel;

namespace Slipway.GitHub.Tests.Workflows;

public sealed class RunningTheAction : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task The_build_script_gets_the_words_as_they_are()
    {
        _project.Write("build.sh", "printf '<%s>' \"$@\"; echo \" token ${#GITHUB_TOKEN}\"\n");

        var result = await RunAsync("Deploy  Test:a*", "--stack bot-core\n--name $(touch evil)");

        Assert.Equal("<Deploy><Test:a*><--stack><bot-core><--name><$(touch><evil)> token 3\n", result.StandardOutput);
        Assert.False(File.Exists(_project.PathOf("evil")));
    }

    [Fact]
    public async Task Its_exit_code_is_that_of_the_build()
    {
        _project.Write("build.sh", "exit 4\n");

        Assert.Equal(4, (await RunAsync("Deploy", "")).ExitCode);
    }

    [Theory]
    [InlineData("", "<tool><install><Slipway.Tool><--tool-path><{0}/slipway>")]
    [InlineData("1.2.3", "<tool><install><Slipway.Tool><--tool-path><{0}/slipway><--version><1.2.3>")]
    public async Task A_project_without_a_script_gets_the_tool(string version, string installed)
    {
        var dotnet = _project.Write("path/dotnet", $"#!/usr/bin/env bash\nprintf '<%s>' \"$@\" > '{_project.PathOf("installed")}'\nmkdir -p \"$5\"\nprintf '#!/usr/bin/env bash\\nprintf \"<%%s>\" \"$@\"\\n' > \"$5/slipway\"\nchmod +x \"$5/slipway\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(dotnet, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var result = await RunAsync("deploy", "--plan", version);

        Assert.Equal("<deploy><--plan>", result.StandardOutput.Trim());
        Assert.Equal(string.Format(System.Globalization.CultureInfo.InvariantCulture, installed, _project.Folder), _project.Read("installed"));
    }

    [Fact]
    public async Task No_target_is_an_error()
    {
        var result = await RunAsync(" ", "");

        Assert.Equal((2, "::error title=Slipway::the input 'targets' names no target\n"), (result.ExitCode, result.StandardOutput));
    }

    [Fact]
    public void It_uses_actions_by_commit_those_that_workflows_use()
    {
        var uses = Steps().Select(step => step.Children.TryGetValue("uses", out var action) ? action.ToString() : null).OfType<string>();

        Assert.Equal([ActionPins.SetupDotNet.Uses.Text, ActionPins.Cache.Uses.Text], uses);
    }

    private static IEnumerable<YamlMappingNode> Steps([System.Runtime.CompilerServices.CallerFilePath] string file = "")
    {
        var action = LocalActions.Map(LocalActions.Load(File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "../../../.github/actions/slipway/action.yml"))));
        return ((YamlSequenceNode)LocalActions.Map(action["runs"])["steps"]).Select(LocalActions.Map);
    }

    private Task<ProcessResult> RunAsync(string targets, string arguments, string version = "")
    {
        var step = Steps().Single(step => step.Children.ContainsKey("run"));
        Assert.Equal("bash", step["shell"].ToString());
        var script = _project.Write("step.bash", step["run"].ToString());
        var inputs = new Dictionary<string, string>(StringComparer.Ordinal) { ["${{ inputs.targets }}"] = targets, ["${{ inputs.arguments }}"] = arguments, ["${{ inputs.version }}"] = version, ["${{ inputs.token }}"] = "abc" };
        var environment = LocalActions.Map(step["env"]).ToDictionary(pair => pair.Key.ToString(), pair => (string?)inputs[pair.Value.ToString()], StringComparer.Ordinal);
        environment["RUNNER_TEMP"] = _project.Folder;
        environment["PATH"] = $"{_project.PathOf("path")}:{Environment.GetEnvironmentVariable("PATH")}";
        // As GitHub starts 'shell: bash'.
        return SampleRepository.RunAsync("bash", _project.Folder, environment, ["--noprofile", "--norc", "-eo", "pipefail", script]);
    }
}
