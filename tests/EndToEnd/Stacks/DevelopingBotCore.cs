using System.Globalization;
using System.Security.Cryptography;

namespace EndToEnd.Stacks;

/// <summary>Bot Core's development profile: sources are mounted, and what is saved is what answers.</summary>
// What it promises is time, which tests beside it would take.
[Collection(nameof(Alone))]
[Trait("Category", "Deep")]
public sealed class DevelopingBotCore(Machine machine)
{
    private const string Ai = "PYTHON_AI_PORT";
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(3);
    private static readonly string[] Dev = ["--profiles", "dev", "--compose-file", "compose.yaml,compose.dev.yaml"];

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_source_that_is_saved_answers_within_three_seconds_and_a_Dockerfile_builds_its_image_anew()
    {
        await using var stack = StackProject.Of(machine, "bot-core", "DASHBOARD_PORT", "RUST_ENGINE_PORT", Ai);
        stack.Set("BOT_NETWORK_SUBNET", string.Create(CultureInfo.InvariantCulture, $"10.{RandomNumberGenerator.GetInt32(150, 250)}.{RandomNumberGenerator.GetInt32(256)}.0/24"));
        (await stack.Project.RunAsync(["Restore", "BuildImages", .. Dev])).Succeeds();
        var dev = stack.Project.Start(["Dev", .. Dev]);
        await dev.SaysAsync("watching; Ctrl-C ends it");
        Assert.StartsWith("bot-core-ai", await NameAsync(stack), StringComparison.Ordinal);

        var source = Path.Combine(stack.Project.Stack, "python-ai-service", "bot_core_ai", "server.py");
        var text = await File.ReadAllTextAsync(source, Test);
        var changed = text.Replace("server_version = \"bot-core-ai\"", "server_version = \"saved\"", StringComparison.Ordinal);
        Assert.NotEqual(text, changed);
        var saved = TimeProvider.System.GetTimestamp();
        await File.WriteAllTextAsync(source, changed, Test);
        while (!(await NameAsync(stack)).StartsWith("saved", StringComparison.Ordinal))
            Assert.True(TimeProvider.System.GetElapsedTime(saved) < Promised, "the new answer did not come within 3 s");

        stack.Project.Write("python-ai-service/tests/of_nobody.py", "");
        await File.AppendAllTextAsync(Path.Combine(stack.Project.Stack, "python-ai-service", "Dockerfile"), "# changed\n", Test);
        await dev.SaysAsync("python-ai-service-dev: stacks/" + stack.Project.StackName + "/python-ai-service/Dockerfile: rebuilt in ");
        await dev.SignalAsync("INT");
        var run = (await dev.Completion).FailsWith(130);

        Assert.DoesNotContain("of_nobody", run.Output, StringComparison.Ordinal);
        await stack.RemoveAsync(Dev);
    }

    private static async Task<string> NameAsync(StackProject stack)
    {
        try
        {
            using var answer = await stack.AskAsync(Ai, "/health");
            return string.Join(' ', answer.Headers.Server);
        }
        catch (HttpRequestException)
        {
            // It starts again.
            return "";
        }
    }
}
