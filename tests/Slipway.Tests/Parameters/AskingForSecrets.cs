using Slipway.Testing;

namespace Slipway.Tests.Parameters;

public sealed class AskingForSecrets : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_secret_that_is_required_and_missing_is_asked_for()
    {
        var prompt = new FakePrompt("letmein99", "t0ken");
        _project.Prompt = prompt;
        var build = new Publishing();

        var run = await _project.RunAsync(build, "Publish");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(["Password (Opens the registry): ", "Token (For the shop): "], prompt.Questions);
        Assert.Equal("letmein99 t0ken", build.Seen);
        Assert.DoesNotContain("letmein99", run.Out, StringComparison.Ordinal);
        Assert.Contains("used ***", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Publish --plan")]
    [InlineData("Other")]
    [InlineData("Publish --skip=Publish")]
    public async Task Nothing_is_asked_where_nothing_that_needs_it_runs(string line)
    {
        var prompt = new FakePrompt();
        _project.Prompt = prompt;

        var run = await _project.RunAsync<Publishing>(line.Split(' '));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Empty(prompt.Questions);
    }

    [Fact]
    public async Task What_was_given_is_not_asked_for()
    {
        var prompt = new FakePrompt("t0ken");
        _project.Prompt = prompt;
        _project.Environment["SLIPWAY_PASSWORD"] = "letmein99";

        await _project.RunAsync<Publishing>("Publish");

        Assert.Equal(["Token (For the shop): "], prompt.Questions);
    }

    [Fact]
    public async Task Nothing_is_asked_when_something_else_is_wrong()
    {
        var prompt = new FakePrompt("letmein99");
        _project.Prompt = prompt;

        var run = await _project.RunAsync<Publishing>("Publish", "--frob");

        Assert.Equal("error SW0010: there is no option '--frob'\n  try: --help lists the options\n", run.Error);
        Assert.Empty(prompt.Questions);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public async Task An_answer_without_anything_is_none(string? answer)
    {
        _project.Prompt = new FakePrompt(answer, "t0ken");

        var run = await _project.RunAsync<Publishing>("Publish");

        Assert.Equal(
            """
            error SW0019: target 'Publish' needs 'Password': Opens the registry.
              try: set SLIPWAY_PASSWORD or SLIPWAY_PASSWORD_FILE, or give --password-file FILE

            """,
            run.Error);
        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_all_ways_to_give_it_are_told()
    {
        var run = await _project.RunAsync<Publishing>("Publish");

        Assert.Equal(
            """
            error SW0019: target 'Publish' needs 'Password': Opens the registry.
              try: set SLIPWAY_PASSWORD or SLIPWAY_PASSWORD_FILE, or give --password-file FILE
            error SW0070: 'Token' is required: For the shop.
              try: set SLIPWAY_TOKEN or SLIPWAY_TOKEN_FILE, or give --token-file FILE

            """,
            run.Error);
        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public async Task The_environment_may_name_the_file_that_holds_a_secret()
    {
        _project.Write("secrets/password", "letmein99\n");
        _project.Write("secrets/token", "t0ken\r\n");
        _project.Environment["SLIPWAY_PASSWORD_FILE"] = "password";
        _project.Environment["SLIPWAY_TOKEN_FILE"] = _project.PathOf("secrets/token");
        _project.CurrentFolder = _project.PathOf("secrets");
        var build = new Publishing();

        var run = await _project.RunAsync(build, "Publish");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("letmein99 t0ken", build.Seen);
    }

    [Fact]
    public async Task A_secret_that_is_given_twice_or_in_no_file_is_told_and_not_missed()
    {
        _project.Environment["SLIPWAY_PASSWORD"] = "letmein99";
        _project.Environment["SLIPWAY_PASSWORD_FILE"] = "password";
        _project.Environment["SLIPWAY_TOKEN_FILE"] = "nowhere";

        var run = await _project.RunAsync<Publishing>("Publish");

        Assert.Equal(
            """
            error SW0074: SLIPWAY_PASSWORD and SLIPWAY_PASSWORD_FILE are both set, and only one can count
              try: unset one of them
            error SW0015: SLIPWAY_TOKEN_FILE needs a file that can be read; 'nowhere' is none, or empty

            """,
            run.Error);
    }

    [Fact]
    public async Task The_file_that_the_command_line_names_goes_before_the_environment()
    {
        _project.Write("password", "of the file");
        _project.Environment["SLIPWAY_PASSWORD"] = "of the environment";
        _project.Environment["SLIPWAY_TOKEN"] = "t0ken";
        var build = new Publishing();

        await _project.RunAsync(build, "Publish", "--password-file=password");

        Assert.Equal("of the file t0ken", build.Seen);
    }

    private sealed class Publishing : SlipwayBuild, IShop
    {
        public string? Seen { get; private set; }

        [Parameter("Opens the registry.")]
        Secret? Password => Get<Secret>();

        public Target Publish => _ => _
            .Requires(() => Password)
            .Executes(run =>
            {
                Seen = $"{Password!.Reveal()} {((IShop)this).Token?.Reveal()}";
                run.Log($"used {Password.Reveal()}");
            });

        Target Other => _ => _.Executes(() => { });
    }

    private interface IShop : IBuild
    {
        [Parameter("For the shop."), Required]
        Secret? Token => Get<Secret>();

        Target Publish => _ => _.Executes(() => { });
    }
}
