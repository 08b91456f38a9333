using Slipway.Processes;
using Slipway.Testing;

namespace Slipway.Tests.Processes;

/// <summary>With real programs.</summary>
public sealed class MaskingWhatProgramsWrite : IDisposable
{
    private readonly TestProject _project = new() { Processes = new ProcessRunner(TimeProvider.System) };

    public MaskingWhatProgramsWrite() => Assert.SkipWhen(OperatingSystem.IsWindows(), "needs sh");

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("printf %.5s \"$TOKEN\"; printf '%s\\n' \"${TOKEN#?????}\"", "***")]
    [InlineData("printf %.5s \"$TOKEN\" >&2; printf '%s\\n' \"${TOKEN#?????}\" >&2", "***")]
    [InlineData("head -c 4090 /dev/zero | tr '\\0' x; printf '%s\\n' \"$TOKEN\"", "xxx***")]
    [InlineData("printf '%s' \"$TOKEN\"", "***")]
    [InlineData("printf '%s%s\\n' \"$TOKEN\" \"$TOKEN\"", "******")]
    public async Task A_secret_that_comes_in_pieces_is_masked(string script, string expected)
    {
        var build = new Telling { Script = script };

        var run = await _project.RunAsync(build, "Tell", "--verbosity=verbose");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(expected + "\n", run.Out, StringComparison.Ordinal);
        foreach (var text in (string[])[run.Out, .. _project.Files().Select(_project.Read)])
        {
            Assert.DoesNotContain(Telling.Secret, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Telling.Secret[5..], text, StringComparison.Ordinal);
        }
    }

    private sealed class Telling : SlipwayBuild
    {
        public const string Secret = "letme-in-to-the-vault";

        public required string Script { get; init; }

        Target Tell => _ => _.Executes(run => run.Processes.RunAsync(
            new ProcessInvocation { Program = "sh", Arguments = ["-c", Script], Secrets = new Dictionary<string, Secret>(StringComparer.Ordinal) { ["TOKEN"] = new(Secret) } },
            run.CancellationToken));
    }
}
