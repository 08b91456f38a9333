using System.Text.Json;
using Slipway.Testing;

namespace Slipway.Tests.Completion;

public sealed class WritingTheSchema : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task The_schema_says_what_the_build_takes_and_what_shells_complete()
    {
        _project.Environment["SLIPWAY_COMPILED"] = "1";

        await _project.RunAsync<Completed>("--list");

        var schema = _project.Read(".nuke/build.schema.json");
        using var json = JsonDocument.Parse(schema);
        Assert.Equal(["targets", "options"], json.RootElement.GetProperty("x-slipway").EnumerateObject().Select(member => member.Name));
        Approved.Matches(schema, "WritingTheSchema");
    }

    [Fact]
    public async Task A_schema_that_says_the_same_is_left_alone()
    {
        _project.Environment["SLIPWAY_COMPILED"] = "1";
        await _project.RunAsync<Completed>("--list");
        var path = _project.PathOf(".nuke/build.schema.json");
        var longAgo = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, longAgo);

        await _project.RunAsync<Completed>("--list");

        Assert.Equal(longAgo, File.GetLastWriteTimeUtc(path));
    }

    [Theory]
    [InlineData("bash", "source <(./build.sh --completion bash)")]
    [InlineData("zsh", "source <(./build.sh --completion zsh)")]
    [InlineData("fish", "./build.sh --completion fish | source")]
    [InlineData("powershell", "./build.ps1 --completion powershell | Out-String | Invoke-Expression")]
    public async Task Every_script_says_how_it_is_installed(string shell, string install)
    {
        var run = await _project.RunAsync<Completed>("--completion", shell);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(install, run.Out, StringComparison.Ordinal);
        Assert.Empty(_project.Files());
    }

    [Fact]
    public async Task An_unknown_shell_is_told_with_those_there_are()
    {
        var run = await _project.RunAsync<Completed>("--completion=bsh");

        Assert.Equal("error SW0012: --completion is 'bsh', which is not one of bash, zsh, fish, powershell\n  try: bash, zsh, fish\n", run.Error);
        Assert.Equal(2, run.ExitCode);
    }
}
