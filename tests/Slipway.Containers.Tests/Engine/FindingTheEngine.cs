using Slipway.Containers.Engine;

namespace Slipway.Containers.Tests.Engine;

public sealed class FindingTheEngine : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("docker-config-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Without_any_setting_it_is_the_default_socket()
    {
        var endpoint = Resolve();

        Assert.Equal("unix:///var/run/docker.sock", endpoint.Address);
        Assert.Equal("/var/run/docker.sock", endpoint.SocketPath);
        Assert.Equal("the default, as neither DOCKER_HOST nor a context is set", endpoint.Origin);
    }

    [Theory]
    [InlineData("unix:///run/user/1000/docker.sock", "unix:///run/user/1000/docker.sock")]
    [InlineData("tcp://10.0.0.5", "tcp://10.0.0.5:2375")]
    [InlineData("tcp://10.0.0.5:99", "tcp://10.0.0.5:99")]
    [InlineData("http://box:80", "tcp://box:2375")]
    [InlineData(@"npipe:////./pipe/docker_engine", "npipe:////./pipe/docker_engine")]
    public void DOCKER_HOST_wins(string host, string address)
    {
        WriteConfig("""{"currentContext":"lab"}""");

        var endpoint = Resolve(("DOCKER_HOST", host), ("DOCKER_CONTEXT", "lab"));

        Assert.Equal(address, endpoint.Address);
        Assert.Equal("DOCKER_HOST", endpoint.Origin);
        Assert.Null(endpoint.Tls);
    }

    [Fact]
    public void DOCKER_TLS_VERIFY_secures_the_connection_with_the_files_of_DOCKER_CERT_PATH()
    {
        var endpoint = Resolve(("DOCKER_HOST", "tcp://box"), ("DOCKER_TLS_VERIFY", "1"), ("DOCKER_CERT_PATH", "/certs"));

        Assert.Equal("tcp://box:2376", endpoint.Address);
        Assert.Equal(new EngineTls("/certs/ca.pem", "/certs/cert.pem", "/certs/key.pem"), endpoint.Tls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_context_is_read_from_its_folder(bool byVariable)
    {
        WriteContext("lab", """{"Name":"lab","Metadata":{},"Endpoints":{"docker":{"Host":"unix:///lab.sock","SkipTLSVerify":false}}}""");
        WriteConfig(byVariable ? "{}" : """{"auths":{},"currentContext":"lab"}""");

        var endpoint = byVariable ? Resolve(("DOCKER_CONTEXT", "lab")) : Resolve();

        Assert.Equal("unix:///lab.sock", endpoint.Address);
        Assert.Equal(byVariable ? "context 'lab' of DOCKER_CONTEXT" : $"context 'lab' of {_folder}/config.json", endpoint.Origin);
    }

    [Fact]
    public void The_context_default_is_the_default_socket()
    {
        WriteConfig("""{"currentContext":"default"}""");

        Assert.Equal("unix:///var/run/docker.sock", Resolve().Address);
    }

    [Fact]
    public void A_missing_context_is_named_with_the_file_that_was_looked_for()
    {
        WriteConfig("""{"currentContext":"gone"}""");

        var problem = Assert.Throws<ProblemException>(() => Resolve());

        Assert.Equal(
            $"""
            error SW0408: the Docker context 'gone' names no engine
              context: from {_folder}/config.json
              wanted:  an endpoint 'docker' in {_folder}/contexts/meta/{IdOf("gone")}/meta.json
              try: docker context ls, then docker context use one of them
            """,
            problem.Message);
        Assert.Equal(ExitCodes.BuildIsWrong, problem.ExitCode);
    }

    [Fact]
    public void A_config_that_is_no_JSON_is_named()
    {
        WriteConfig("{");

        var problem = Assert.Throws<ProblemException>(() => Resolve());

        Assert.StartsWith($"error SW0409: '{_folder}/config.json' is not the JSON that Docker writes\n", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ssh://me@box", "-o ConnectTimeout=30 -T -l me -- box docker system dial-stdio")]
    [InlineData("ssh://box:2222", "-o ConnectTimeout=30 -T -p 2222 -- box docker system dial-stdio")]
    [InlineData("ssh://me@box/run/user/1000/docker.sock", "-o ConnectTimeout=30 -T -l me -- box docker --host unix:///run/user/1000/docker.sock system dial-stdio")]
    public void An_engine_behind_ssh_is_reached_by_the_docker_program_there(string address, string arguments)
    {
        Assert.Equal(address, Resolve(("DOCKER_HOST", address)).Address);
        Assert.Equal(arguments, string.Join(' ', SshAddress.Arguments(address)));
    }

    [Theory]
    [InlineData("ssh://")]
    [InlineData("ssh://me:secret@box")]
    [InlineData("ssh://-oProxyCommand=evil")]
    [InlineData("ssh://-l@box")]
    public void An_address_that_ssh_could_take_for_options_or_that_has_a_password_is_refused(string address)
    {
        var problem = Assert.Throws<ProblemException>(() => Resolve(("DOCKER_HOST", address)));

        Assert.Equal("SW0406", Assert.Single(problem.Problems).Code);
    }

    [Theory]
    [InlineData("/var/run/docker.sock")]
    [InlineData("unix://")]
    [InlineData("tcp://")]
    [InlineData("carrier-pigeon://coop")]
    public void An_address_that_is_none_is_refused(string host)
    {
        var problem = Assert.Throws<ProblemException>(() => Resolve(("DOCKER_HOST", host)));

        Assert.Equal(
            $"""
            error SW0406: '{host}' is no address of a Docker engine
              address: from DOCKER_HOST
              try: write unix:///path/to/docker.sock, tcp://host:port or ssh://user@host
            """,
            problem.Message);
    }

    private EngineEndpoint Resolve(params (string Name, string Value)[] environment) =>
        EngineEndpoint.Resolve(environment.ToDictionary(e => e.Name, e => e.Value, StringComparer.Ordinal), _folder);

    private void WriteConfig(string json) => File.WriteAllText(Path.Join(_folder, "config.json"), json);

    private void WriteContext(string name, string json)
    {
        var folder = Directory.CreateDirectory(Path.Join(_folder, "contexts", "meta", IdOf(name)));
        File.WriteAllText(Path.Join(folder.FullName, "meta.json"), json);
    }

    private static string IdOf(string name) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)));
}
