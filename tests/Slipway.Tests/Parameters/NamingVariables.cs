using Slipway.Testing;

namespace Slipway.Tests.Parameters;

public sealed class NamingVariables : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_parameter_may_be_read_from_a_variable_of_another_name()
    {
        _project.Environment["GITHUB_REF"] = "refs/heads/main";
        _project.Environment["GITHUB_TOKEN"] = "letmein99";
        var build = new Named();

        var run = await _project.RunAsync(build, "Say");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("refs/heads/main letmein99", build.Said);
    }

    [Fact]
    public async Task Then_the_usual_name_is_not_read()
    {
        _project.Environment["SLIPWAY_REF"] = "refs/heads/main";
        var build = new Named();

        var run = await _project.RunAsync(build, "Say");

        Assert.Equal("warning SW0083: nothing reads the environment variable 'SLIPWAY_REF'\n  try: unset SLIPWAY_REF\n", run.Error);
        Assert.Equal(" ", build.Said);
    }

    [Fact]
    public async Task The_file_of_a_secret_is_named_after_its_variable()
    {
        _project.Environment["GITHUB_TOKEN_FILE"] = _project.Write("token", "letmein99\n");
        var build = new Named();

        await _project.RunAsync(build, "Say");

        Assert.Equal(" letmein99", build.Said);
    }

    [Fact]
    public async Task A_file_holds_one_of_several_secrets_a_line()
    {
        _project.Environment["SLIPWAY_KEYS_FILE"] = _project.Write("keys", "one,two\n three \n\n");
        var build = new Named();

        await _project.RunAsync(build, "Say");

        Assert.Equal(["one,two", "three"], build.Opened);
    }

    private sealed class Named : SlipwayBuild
    {
        public string Said { get; private set; } = "";

        public string[] Opened { get; private set; } = [];

        [Parameter("A reference.", Environment = "GITHUB_REF")]
        string? Ref => Get<string>();

        [Parameter("A token.", Environment = "GITHUB_TOKEN")]
        Secret? Token => Get<Secret>();

        [Parameter("Keys.")]
        Secret[] Keys => Get<Secret[]>([]);

        Target Say => _ => _.Executes(() =>
        {
            Said = $"{Ref} {Token?.Reveal()}";
            Opened = [.. Keys.Select(key => key.Reveal())];
        });
    }
}
