using Slipway.Containers.Swarm;
using Slipway.Containers.Tests.Engine;

namespace Slipway.Containers.Tests.Swarm;

public sealed class FindingTheSwarm : IAsyncDisposable
{
    private readonly FakeEngine _engine = new();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Theory]
    [InlineData("""{"LocalNodeState":"inactive"}""", "SW1070: the engine at ADDRESS is in no swarm\n  try: docker swarm init (with --advertise-addr ADDRESS where it has several), or leave out --orchestrator swarm")]
    [InlineData("""{"LocalNodeState":"locked"}""", "SW1070: the engine at ADDRESS does not take part in its swarm: its state is 'locked'\n  try: docker swarm unlock")]
    [InlineData(
        """{"LocalNodeState":"active","ControlAvailable":false,"RemoteManagers":[{"Addr":"10.0.0.1:2377"},{"Addr":"10.0.0.2:2377"}]}""",
        "SW1071: the engine at ADDRESS is a worker of its swarm: only managers deploy\n  managers: 10.0.0.1:2377, 10.0.0.2:2377\n  try: let DOCKER_HOST name a manager, such as ssh://user@manager, or docker node promote this one")]
    public async Task An_engine_that_manages_none_is_told_with_a_remedy(string swarm, string problem)
    {
        _engine.On("GET /v1.45/info", new FakeEngine.Answer($$"""{"Swarm":{{swarm}}}"""));
        using var client = _engine.Client();

        var thrown = await Assert.ThrowsAsync<ProblemException>(() => StackOnSwarm.CheckAsync(client, TestContext.Current.CancellationToken));

        Assert.Equal("error " + problem.Replace("ADDRESS ", $"{_engine.Endpoint.Address} ", StringComparison.Ordinal).Replace($"--advertise-addr {_engine.Endpoint.Address} ", "--advertise-addr ADDRESS ", StringComparison.Ordinal), thrown.Message);
        Assert.Equal(ExitCodes.ToolIsMissing, thrown.ExitCode);
    }

    [Fact]
    public async Task What_a_stack_has_is_a_line_a_service()
    {
        _engine.On("GET /v1.45/info", new FakeEngine.Answer("""{"Swarm":{"LocalNodeState":"active","ControlAvailable":true,"Nodes":1}}"""));
        _engine.Has(
            [FakeSwarm.Service("web", count: 2), FakeSwarm.Service("db")],
            FakeSwarm.Task("t1", "running"),
            FakeSwarm.Task("t2", "pending", "no suitable node (insufficient resources on 1 node)"),
            FakeSwarm.Task("t3", "running", service: "db"));
        using var client = _engine.Client();
        var stack = new StackOnSwarm(client, "shop", new Slipway.Testing.FakeClock());

        var states = await stack.ReadAsync(null, TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                "service  tasks           up   image  machines  in the way",
                "db       1 of 1 running  0 s  1      alpha",
                "web      1 of 2 running  0 s  1      alpha     pending: no suitable node (insufficient resources on 1 node)",
            ],
            stack.Table(states));
        Assert.Equal([true, false], states.Select(state => state.IsReady));
    }
}
