using Slipway.Testing;

namespace Slipway.Tests.Parameters;

public sealed class KeepingSecrets : IDisposable
{
    // Base64 and quotes: JSON would write both with escapes.
    private const string Password = "p+ss/\"w0rd'==";

    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("--password", "letmein99")]
    [InlineData("--password=letmein99")]
    [InlineData("--token", "letmein99")]
    public async Task A_secret_on_the_command_line_is_refused_and_not_repeated(params string[] args)
    {
        var run = await _project.RunAsync<Leaky>([.. args, "Quiet"]);

        var name = args[0][2..].Split('=')[0];
        Assert.Equal(
            $"""
            error SW0014: --{name} is a secret: on a command line every process of the machine can read it
              try: set SLIPWAY_{name.ToUpperInvariant()} or SLIPWAY_{name.ToUpperInvariant()}_FILE, or give --{name}-file FILE

            """,
            run.Error);
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
    }

    [Theory]
    [InlineData("--password-file")]
    [InlineData("--PasswordFile")]
    public async Task A_secret_is_read_from_a_file_without_its_last_line_ending(string option)
    {
        var build = new Leaky();

        var run = await _project.RunAsync(build, option, _project.Write("password.txt", "letmein99\n"), "Quiet");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("letmein99", build.Seen);
    }

    [Theory]
    [InlineData("missing.txt", "error SW0015: --password-file needs a file that can be read; 'missing.txt' is none, or empty\n")]
    [InlineData("/", "error SW0015: --password-file needs a file that can be read; '/' is none, or empty\n")]
    public async Task A_secret_file_that_cannot_be_read_is_told(string file, string message)
    {
        var run = await _project.RunAsync<Leaky>("--password-file", file, "Quiet");

        Assert.Equal(message, run.Error);
        Assert.Equal(2, run.ExitCode);
    }

    [Theory]
    [InlineData("Say")]
    [InlineData("Fail")]
    [InlineData("Throw")]
    [InlineData("Program")]
    [InlineData("Reason")]
    [InlineData("Skipped")]
    [InlineData("Item")]
    [InlineData("Reason --plan")]
    [InlineData("Reason --plan=json")]
    [InlineData("Item --plan=json")]
    [InlineData("Broken")]
    public async Task A_secret_is_masked_everywhere(string line)
    {
        _project.Environment["SLIPWAY_PASSWORD"] = Password;
        _project.Environment["SLIPWAY_TOKEN"] = "first line of a key\nsecond line of a key";
        _project.Processes = new FakeProcessRunner().Answer("login", [], FakeAnswer.Failure(1, "bad password " + Password, "second line of a key"));

        var run = await _project.RunAsync<Leaky>([.. line.Split(' '), "--verbosity=verbose"]);

        var everything = run.Out + run.Error + string.Concat(_project.Files().Select(_project.Read));
        Assert.Contains("***", everything, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, everything, StringComparison.Ordinal);
        Assert.DoesNotContain("line of a key", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("ss/\\", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u0022w0rd", everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_is_masked_in_problems_of_the_command_line_too()
    {
        _project.Environment["SLIPWAY_PASSWORD"] = "letmein99";

        var run = await _project.RunAsync<Leaky>("letmein99", "--frob");

        Assert.Equal(
            """
            error SW0010: there is no option '--frob'
              try: --help lists the options
            error SW0011: there is no target '***'
              try: --list shows the targets

            """,
            run.Error);
    }

    [Fact]
    public async Task A_value_that_a_target_declares_secret_is_masked_from_then_on()
    {
        var run = await _project.RunAsync<Leaky>("Late", "--verbosity=quiet");

        Assert.Equal("warn  Late  got ***\n", run.Out.Split("\n\n")[0] + "\n");
    }

    [Fact]
    public async Task A_secret_of_a_component_stays_one_where_the_build_redefines_it()
    {
        var run = await _project.RunAsync<Redefining>("Say", "--pin=letmein99");

        Assert.StartsWith("error SW0014: --pin is a secret", run.Error, StringComparison.Ordinal);
    }

    private interface ILock : IBuild
    {
        [Parameter("A pin."), Secret]
        string? Pin => Get<string>();
    }

    private sealed class Redefining : SlipwayBuild, ILock
    {
        [Parameter("The pin.")]
        public string? Pin => Get<string>();

        Target Say => _ => _.Executes(run => run.Log($"{Pin}"));
    }

    private sealed class Leaky : SlipwayBuild
    {
        public string? Seen { get; private set; }

        [Parameter("A password.")]
        Secret? Password => Get<Secret>();

        [Parameter("A token."), Secret]
        string? Token => Get<string>();

        Target Quiet => _ => _.Executes(() => Seen = Password?.Reveal());

        Target Say => _ => _.Executes(run =>
        {
            run.Log($"one {Password!.Reveal()} two");
            run.Detail(Token!);
            run.Warn($"token:\n{Token}");
            run.Summarize($"used {Password.Reveal()}");
        });

        Target Fail => _ => _.Executes(() => throw new ProblemException(new Problem("X0001", $"bad {Password!.Reveal()}", [Token!], Token)));

        Target Throw => _ => _.Executes(() => throw new InvalidOperationException($"bad {Password!.Reveal()} and {Token}"));

        Target Program => _ => _.Executes(run => run.Processes.RunAsync(new() { Program = "login", Arguments = [Password!.Reveal()] }, run.CancellationToken));

        Target Reason => _ => _.Reuses(_ => Task.FromResult(Reuse.Stale($"with {Password!.Reveal()}"))).Executes(() => { });

        Target Skipped => _ => _.OnlyWhen(() => false, $"because of {Password?.Reveal()}").Executes(() => { });

        Target<string, int> Item => _ => _.ForEach(() => [Password!.Reveal(), "other"]).Executes((_, _) => Task.FromResult(1));

        Target<string, int> Broken => _ => _.ForEach(() => throw new InvalidOperationException(Password!.Reveal())).Executes((_, _) => Task.FromResult(1));

        Target Late => _ => _.Executes(run =>
        {
            Mask(new Secret("made up just now"));
            run.Warn("got made up just now");
        });
    }
}
