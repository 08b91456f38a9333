using System.Globalization;

namespace EndToEnd.Operating;

// What it promises is time, which tests beside it would take.
[Collection(nameof(Alone))]
public sealed class DevelopingAService(Machine machine)
{
    private const string Python = "python:3.11-slim";
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_saved_is_the_answer_within_three_seconds_and_Ctrl_C_leaves_the_service_running()
    {
        await using var project = machine.NewProject("dev");
        project.Write("web/Dockerfile", $"FROM {Python}\nLABEL stack={project.StackName}\nWORKDIR /app\nCOPY . .\nUSER 1000\nCMD [\"python\", \"-u\", \"main.py\"]\n");
        project.Write("web/main.py", Server("one"));
        project.WriteCompose($$"""
            services:
              web:
                image: {{project.StackName}}/web:test
                build: ./web
                init: true
                ports: ["127.0.0.1::8000"]
                healthcheck: { test: ["CMD", "python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000')"], interval: 1s, retries: 20 }
                develop: { watch: [{ path: ./web, action: sync+restart, target: /app, ignore: ["*.log"] }] }
            """);
        var dev = project.Start("Dev");
        await dev.SaysAsync("watching; Ctrl-C ends it");
        var address = $"http://127.0.0.1:{Assert.Single(await project.ContainersAsync()).Ports.First(port => port.Public > 0).Public.ToString(CultureInfo.InvariantCulture)}/";
        Assert.Equal("one", await AnswerAsync(address));

        project.Write("web/noise.log", "nobody cares");
        var saved = TimeProvider.System.GetTimestamp();
        project.Write("web/main.py", Server("two"));
        await AnswersAsync(project, "two");
        var took = TimeProvider.System.GetElapsedTime(saved);
        Assert.True(took < Promised, $"the new answer came after {took.TotalSeconds:0.0} s");
        await dev.SaysAsync("main.py: copied and restarted in ");
        await dev.SignalAsync("INT");
        var run = (await dev.Completion).FailsWith(130);

        Assert.DoesNotContain(run.Lines("      Dev"), line => line.Contains("noise.log", StringComparison.Ordinal));
        Assert.Equal(Slipway.Containers.Engine.ContainerStatus.Running, Assert.Single(await project.ContainersAsync()).Status);
        Assert.Equal("done: 0 releases", (await project.RunAsync("Releases")).Succeeds().Summary["Releases"]);
    }

    [Fact]
    public async Task Files_are_copied_and_removed_and_what_is_built_is_built_again()
    {
        await using var project = machine.NewProject("sync");
        project.WriteSmallStack(serviceEnd: """
                develop:
                  watch:
                    - { path: ./site, action: sync, target: /site }
                    - { path: ./web, action: rebuild }
            """);
        project.Write("site/index.html", "one");
        var dev = project.Start("Dev");
        await dev.SaysAsync("watching; Ctrl-C ends it");
        var first = Assert.Single(await project.ContainersAsync()).Id;

        project.Write("site/deep/page.html", "two");
        await dev.SaysAsync("site/deep/page.html: copied in ");
        Assert.Equal("two", await InAsync(first, "cat /site/deep/page.html"));
        File.Delete(Path.Combine(project.Stack, "site/deep/page.html"));
        var removed = TimeProvider.System.GetTimestamp();
        while ((await InAsync(first, "ls /site/deep")).Length > 0)
            Assert.True(TimeProvider.System.GetElapsedTime(removed) < Patience, "the file did not go");
        project.Write("web/page.txt", "changed\n");
        await dev.SaysAsync("web/page.txt: rebuilt in ");

        var second = Assert.Single(await project.ContainersAsync()).Id;
        Assert.NotEqual(first, second);
        Assert.Equal("changed", await InAsync(second, "cat /page.txt"));
    }

    private static async Task AnswersAsync(Project project, string answer)
    {
        var started = TimeProvider.System.GetTimestamp();
        // A port that the engine has chosen may change with a restart.
        while (await AnswerAsync($"http://127.0.0.1:{(await project.ContainersAsync()).Single().Ports.FirstOrDefault(port => port.Public > 0)?.Public ?? 1}/") != answer)
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, $"'{answer}' was not answered");
    }

    private async Task<string> InAsync(string container, string command) =>
        (await machine.Engine.ExecAsync(container, new Slipway.Containers.Engine.ExecRequest { Command = ["sh", "-c", command] }, Test)).Output.Trim();

    private static async Task<string> AnswerAsync(string address)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(1) };
        try
        {
            return await client.GetStringAsync(new Uri(address), Test);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return "";
        }
    }

    private static string Server(string answer) => $"""
        import http.server
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"{answer}")
            def log_message(self, *args):
                pass
        http.server.HTTPServer(("", 8000), Handler).serve_forever()
        """;
}
