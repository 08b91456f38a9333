using Slipway.Containers.Composing;
using Slipway.Containers.Engine;
using Slipway.Containers.Tests.Engine;
using Slipway.Processes;
using Slipway.Testing;

namespace Slipway.Containers.Tests.Composing;

public sealed class FindingCompose : IAsyncDisposable
{
    private readonly FakeProcessRunner _processes = new FakeProcessRunner().Answer("docker", ["compose", "version", "--short"], FakeAnswer.Success("2.26.1-4"));
    private readonly FakeEngine _engine = new();
    private readonly EngineClient _client;

    public FindingCompose() => _client = _engine.Client();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task The_plugin_of_docker_is_taken_first()
    {
        var compose = await FindAsync();

        Assert.Equal(("docker compose", new Version(2, 26, 1), false), (compose.Command, compose.Version, compose.IsV1));
        Assert.Equal(["docker compose version --short"], _processes.Commands);
    }

    [Fact]
    public async Task Without_the_plugin_the_program_by_itself_is_taken()
    {
        _processes.Answer("docker", ["compose"], FakeAnswer.Failure(1, "docker: 'compose' is not a docker command."));
        _processes.Answer("docker-compose", ["version"], FakeAnswer.Success("1.29.2"));

        var compose = await FindAsync();

        Assert.Equal(("docker-compose", true), (compose.Command, compose.IsV1));
    }

    [Fact]
    public async Task SLIPWAY_COMPOSE_outweighs_all()
    {
        _processes.Answer("dc", ["version"], FakeAnswer.Success("v2.30.0"));

        var compose = await FindAsync(("SLIPWAY_COMPOSE", "/opt/dc"));

        Assert.Equal(("/opt/dc", new Version(2, 30, 0)), (compose.Command, compose.Version));
    }

    [Fact]
    public async Task A_SLIPWAY_COMPOSE_that_is_not_compose_is_refused()
    {
        _processes.Answer("true", [], FakeAnswer.Success());

        var problem = await Assert.ThrowsAsync<ProblemException>(() => FindAsync(("SLIPWAY_COMPOSE", "/bin/true")));

        Assert.Equal(
            """
            error SW0502: '/bin/true', which SLIPWAY_COMPOSE names, is not compose
              answer:  exit code 0
              try: set SLIPWAY_COMPOSE to the path of docker-compose, or unset it
            """,
            problem.Message);
    }

    [Fact]
    public async Task No_compose_at_all_is_told_with_all_that_was_tried()
    {
        _processes.Answer("docker", ["compose"], FakeAnswer.Failure(1, "docker: 'compose' is not a docker command."));
        _processes.Answer("docker-compose", [], new FakeAnswer { Does = (i, _) => throw new ProcessStartException(i.Program, new FileNotFoundException("no such file")) });

        var problem = await Assert.ThrowsAsync<ProblemException>(
            () => ComposeCli.FindAsync(_processes, _client, new Dictionary<string, string>(StringComparer.Ordinal), ["/nowhere/docker-compose"], Cancellation));

        Assert.Equal(
            """
            error SW0501: compose is needed, and there is none
              tried:   docker compose: docker: 'compose' is not a docker command.
              tried:   docker-compose: not found
              tried:   /nowhere/docker-compose: no such file
              try: install Docker's compose plugin (Debian: apt-get install docker-compose), or set SLIPWAY_COMPOSE to its path
            """,
            problem.Message);
        Assert.Equal(ExitCodes.ToolIsMissing, problem.ExitCode);
    }

    private Task<ComposeCli> FindAsync(params (string Name, string Value)[] environment) =>
        ComposeCli.FindAsync(_processes, _client, environment.ToDictionary(e => e.Name, e => e.Value, StringComparer.Ordinal), cancellationToken: Cancellation);
}
