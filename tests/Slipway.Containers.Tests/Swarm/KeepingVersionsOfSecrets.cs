using System.Text;
using System.Text.Json.Nodes;
using Slipway.Containers.Compose;
using Slipway.Containers.Swarm;
using Slipway.Containers.Tests.Compose;
using Slipway.Containers.Tests.Engine;

namespace Slipway.Containers.Tests.Swarm;

public sealed class KeepingVersionsOfSecrets : IAsyncDisposable
{
    private readonly FakeEngine _engine = new();
    private readonly List<JsonNode> _there = [];
    private readonly List<string> _bodies = [];
    private string? _value = "hunter2";

    public KeepingVersionsOfSecrets()
    {
        _engine.On("GET /v1.45/secrets", _ => new FakeEngine.Answer($"[{string.Join(',', _there.Select(one => one.ToJsonString()))}]"));
        _engine.On("POST /v1.45/secrets/create", request =>
        {
            if (request.Body.Length > 0)
                Take(Encoding.UTF8.GetString(request.Body));
            return new FakeEngine.Answer("""{"ID":"new"}""");
        });
        _engine.On("DELETE /v1.45/secrets/", new FakeEngine.Answer { Status = "204 No Content" });
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task A_value_that_stays_is_one_version_and_one_that_changes_the_next()
    {
        var first = await FindAsync(make: true);
        var same = await FindAsync(make: true);
        _value = "hunter3";
        var planned = await FindAsync(make: false);
        var second = await FindAsync(make: true);

        Assert.Equal(new SwarmObject("shop_token_1", "id-1"), first);
        Assert.Equal(first, same);
        Assert.Equal(new SwarmObject("shop_token_2", Id: null), planned);
        Assert.Equal(new SwarmObject("shop_token_2", "id-2"), second);
        Assert.Equal(2, _bodies.Count);
    }

    [Fact]
    public async Task Nothing_but_the_body_of_the_request_has_the_value()
    {
        await FindAsync(make: true);

        var body = JsonNode.Parse(Assert.Single(_bodies))!;
        Assert.Equal("hunter2", Encoding.UTF8.GetString(Convert.FromBase64String((string)body["Data"]!)));
        Assert.DoesNotContain(_engine.AllLines, line => line.Contains("hunter2", StringComparison.Ordinal));
        Assert.Matches("^[0-9a-f]{32}:[0-9a-f]{32}$", (string)body["Labels"]!["io.slipway.digest"]!);
    }

    [Fact]
    public async Task One_value_has_another_digest_in_each_stack()
    {
        await FindAsync(make: true);
        _there.Clear();
        await FindAsync(make: true);

        Assert.Equal(2, _bodies.Select(body => (string)JsonNode.Parse(body)!["Labels"]!["io.slipway.digest"]!).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Versions_that_no_service_has_are_removed()
    {
        await FindAsync(make: true);
        _value = "hunter3";
        var second = await FindAsync(make: true);
        using var client = _engine.Client();

        await new SwarmObjects(new SwarmApi(client, "shop"), SwarmObjectKind.Secret, _ => _value).RemoveOthersAsync([second.Name], Cancellation);

        Assert.Equal(["DELETE /v1.45/secrets/id-1"], _engine.Lines.Where(line => line.StartsWith("DELETE", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task One_without_a_value_and_one_that_others_should_have_made_are_told_at_once()
    {
        _value = null;
        using var client = _engine.Client();
        var project = ComposeFixture.Load("""
            secrets:
              token: { environment: TOKEN }
              theirs: { external: true, name: theirs-2 }
            """);

        var problem = await Assert.ThrowsAsync<ProblemException>(() => new SwarmObjects(new SwarmApi(client, "shop"), SwarmObjectKind.Secret, _ => _value).FindAsync([.. project.Secrets.Values], make: true, Cancellation));

        Assert.Equal(
            """
            error SW1075: secret 'token' has no value: variable TOKEN is not set
              compose.yaml:2:3
              try: set TOKEN in .env or in the environment
            error SW1074: secret 'theirs-2' is not in the swarm, and it is external
              compose.yaml:3:3
              try: docker secret create theirs-2 FILE
            """,
            problem.Message);
        Assert.Equal(ExitCodes.BuildIsWrong, problem.ExitCode);
    }

    private async Task<SwarmObject> FindAsync(bool make)
    {
        using var client = _engine.Client();
        var secret = new ComposeFileObject { Key = "token", Name = "shop_token", Place = new Place("compose.yaml", 1), Variable = "TOKEN" };
        return (await new SwarmObjects(new SwarmApi(client, "shop"), SwarmObjectKind.Secret, _ => _value).FindAsync([secret], make, Cancellation))["token"];
    }

    private void Take(string body)
    {
        if (_bodies.Contains(body, StringComparer.Ordinal))
            return;
        _bodies.Add(body);
        var made = JsonNode.Parse(body)!.AsObject();
        made.Remove("Data");
        _there.Add(new JsonObject { ["ID"] = $"id-{_there.Count + 1}", ["Spec"] = made });
    }
}
