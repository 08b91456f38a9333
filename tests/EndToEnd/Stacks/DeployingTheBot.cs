using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;

namespace EndToEnd.Stacks;

public sealed class DeployingTheBot(Machine machine)
{
    private const string Frontend = "FRONTEND_PORT";
    private const string Backend = "BACKEND_PORT";
    private const string Password = "correct-horse-battery";

    [Fact]
    public async Task It_is_deployed_migrated_answers_and_is_removed()
    {
        await using var stack = StackProject.Of(machine, "thebot", Frontend, Backend);
        stack.Set("DJANGO_SUPERUSER_USERNAME", "root");
        stack.Set("DJANGO_SUPERUSER_PASSWORD", Password);

        var deployed = await stack.DeployAsync();

        Assert.Equal("done: 4 of 4 services are ready, 2 probes pass", deployed.Summary["HealthGate"]);
        Assert.Equal("done: administrator 'root' is made", deployed.Summary["Migrate"]);
        Assert.DoesNotContain(Password, deployed.Raw, StringComparison.Ordinal);
        await CheckContainersAsync(stack);
        await CheckPagesAsync(stack);
        await CheckApiAsync(stack);

        var again = (await stack.Project.RunAsync("Migrate")).Succeeds();
        Assert.Equal("done: administrator 'root' is there and stays as it is", again.Summary["Migrate"]);
        Assert.Contains("No migrations to apply.", again.Raw, StringComparison.Ordinal);
        await stack.RemoveAsync();
    }

    private static async Task CheckContainersAsync(StackProject stack)
    {
        var containers = await stack.ContainersAsync();
        Assert.Equal(["backend", "frontend", "postgres", "redis"], containers.Keys.Order(StringComparer.Ordinal));
        Assert.All(containers.Values, container => Assert.Equal("healthy", container.HealthState));
        foreach (var service in (string[])["backend", "frontend", "redis"])
        {
            containers[service].IsHardened();
            Assert.True(containers[service].IsReadOnly, service);
        }

        Assert.Equal([1001], containers["backend"].Users.Distinct());
        Assert.Equal([101], containers["frontend"].Users.Distinct());
        Assert.Equal((1024, 2.0), (containers["backend"].MemoryLimit, containers["backend"].Processors));
        Assert.Equal((512, 1.0), (containers["frontend"].MemoryLimit, containers["frontend"].Processors));
        Assert.All(containers.Values, container => Assert.Equal("json-file max-file=3 max-size=10m", container.LogSettings));
        Assert.All(containers.Values, container => Assert.Equal("unless-stopped", container.Restarts));
        var values = stack.EnvironmentFile();
        Assert.All(containers.Values, container => Assert.All(["POSTGRES_PASSWORD", "REDIS_PASSWORD", "SECRET_KEY"], name => Assert.DoesNotContain(values[name], container.Arguments, StringComparison.Ordinal)));
    }

    private static async Task CheckPagesAsync(StackProject stack)
    {
        using var page = await stack.AskAsync(Frontend, "/some/address/of/the/application");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        (string Header, string Value)[] headers =
        [
            ("Content-Security-Policy", "default-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'"),
            ("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
            ("X-Frame-Options", "DENY"),
            ("X-Content-Type-Options", "nosniff"),
        ];
        Assert.All(headers, expected => Assert.Equal(expected.Value, page.Headers.GetValues(expected.Header).Single()));
        var text = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var script = text.Split("src=\"")[1].Split('"')[0];
        using var asset = await stack.AskAsync(Frontend, script);
        Assert.Equal("public, max-age=31536000, immutable", asset.Headers.GetValues("Cache-Control").Single());
        Assert.Equal("DENY", asset.Headers.GetValues("X-Frame-Options").Single());
        await stack.TextAsync(Frontend, "/.env", HttpStatusCode.NotFound);
        await stack.TextAsync(Frontend, "/assets/lost.js", HttpStatusCode.NotFound);
        Assert.Contains("<form", await stack.TextAsync(Frontend, "/admin/login/"), StringComparison.Ordinal);
        await stack.TextAsync(Frontend, "/static/admin/css/base.css");
    }

    private static async Task CheckApiAsync(StackProject stack)
    {
        foreach (var port in (string[])[Frontend, Backend])
        {
            var health = await stack.JsonAsync(port, "/api/system/health/");
            Assert.Equal(("ok", "ok", "ok", 0), (health.GetProperty("status").GetString(), health.GetProperty("database").GetString(), health.GetProperty("cache").GetString(), health.GetProperty("pending_migrations").GetArrayLength()));
        }

        Assert.Contains("/api/bots/", await stack.TextAsync(Backend, "/api/docs/"), StringComparison.Ordinal);
        await stack.TextAsync(Backend, "/api/bots/", HttpStatusCode.Unauthorized, request => Adding(request, "guess"));
        using var events = new ClientWebSocket();
        await events.ConnectAsync(stack.Address(Frontend, "/ws/events/", "ws"), TestContext.Current.CancellationToken);

        var made = await stack.JsonAsync(Backend, "/api/bots/", HttpStatusCode.Created, request => Adding(request, Password));

        var listed = await stack.JsonAsync(Frontend, "/api/bots/");
        Assert.Equal(made.GetProperty("id").GetInt32(), Assert.Single(listed.GetProperty("bots").EnumerateArray()).GetProperty("id").GetInt32());
        var buffer = new byte[4096];
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var received = await events.ReceiveAsync(buffer, late.Token);
        Assert.Contains("\"created\"", Encoding.UTF8.GetString(buffer, 0, received.Count), StringComparison.Ordinal);
        await events.CloseAsync(WebSocketCloseStatus.NormalClosure, null, late.Token);
    }

    private static void Adding(HttpRequestMessage request, string password)
    {
        request.Method = HttpMethod.Post;
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"root:{password}")));
        request.Content = new StringContent("{\"name\": \"money-bot\"}", Encoding.UTF8, "application/json");
    }
}
