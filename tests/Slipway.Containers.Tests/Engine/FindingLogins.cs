using System.Text;
using Slipway.Containers.Engine;
using Slipway.Testing;

namespace Slipway.Containers.Tests.Engine;

public sealed class FindingLogins : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeProcessRunner _processes = new();

    [Theory]
    [InlineData("registry.example:5000")]
    [InlineData("https://registry.example:5000/v1/")]
    public async Task A_password_is_taken_apart_whatever_way_its_registry_is_written(string written)
    {
        Write($$"""{ "auths": { "{{written}}": { "auth": "{{Convert.ToBase64String("me:pass:word"u8)}}" } } }""");

        Assert.Equal(("me", "pass:word"), await FindAsync("registry.example:5000"));
    }

    [Theory]
    [InlineData("docker.io")]
    [InlineData("registry-1.docker.io")]
    public async Task Docker_Hub_goes_by_its_old_name(string host)
    {
        Write($$"""{ "auths": { "https://index.docker.io/v1/": { "auth": "{{Convert.ToBase64String("me:word"u8)}}" } } }""");

        Assert.Equal(("me", "word"), await FindAsync(host));
    }

    [Fact]
    public async Task A_token_has_no_user()
    {
        Write("""{ "auths": { "a.example": { "auth": "AAAA", "identitytoken": "t0ken" } } }""");

        Assert.Equal(("", "t0ken"), await FindAsync("a.example"));
    }

    [Theory]
    [InlineData("""{ "auths": { "other.example": { "auth": "bWU6cGFzcw==" } } }""")]
    [InlineData("""{ "auths": { "a.example": { "auth": "not base64" } } }""")]
    [InlineData("""{ "auths": { "a.example": {} } }""")]
    [InlineData("{}")]
    [InlineData(null)]
    public async Task Without_a_login_we_are_nobody(string? config)
    {
        if (config is not null)
            Write(config);

        Assert.Null(await FindAsync("a.example"));
    }

    [Fact]
    public async Task The_helper_of_a_registry_goes_before_that_of_all()
    {
        Write("""{ "credHelpers": { "a.example": "cloud" }, "credsStore": "desktop" }""");
        _processes.Answer("docker-credential-cloud", ["get"], FakeAnswer.Success("""{ "ServerURL": "a.example", "Username": "<token>", "Secret": "t0ken" }"""));
        _processes.Answer("docker-credential-desktop", ["get"], FakeAnswer.Success("""{ "Username": "me", "Secret": "word" }"""));

        Assert.Equal(("", "t0ken"), await FindAsync("a.example"));
        Assert.Equal(("me", "word"), await FindAsync("b.example"));
        Assert.Equal(["a.example", "b.example"], _processes.Invocations.Select(invocation => invocation.StandardInput));
    }

    [Fact]
    public async Task A_helper_that_knows_nobody_leaves_it_to_the_file()
    {
        Write("""{ "credsStore": "desktop", "auths": { "a.example": { "username": "me", "password": "word" } } }""");
        _processes.Answer("docker-credential-desktop", ["get"], FakeAnswer.Failure(1, "credentials not found in native keychain"));

        Assert.Equal(("me", "word"), await FindAsync("a.example"));
    }

    [Fact]
    public async Task A_helper_that_fails_is_told_with_its_words()
    {
        Write("""{ "credsStore": "desktop" }""");
        _processes.Answer("docker-credential-desktop", ["get"], FakeAnswer.Failure(1, "the keychain is locked"));

        var problem = await Assert.ThrowsAsync<ProblemException>(() => FindAsync("a.example"));

        Assert.Equal(
            $"""
            error SW0268: 'docker-credential-desktop' did not say who we are to a.example
              {_folder.Path}/config.json
              reason: the keychain is locked
              try: docker login a.example, or remove the helper from the file
            """,
            problem.Message);
    }

    public void Dispose() => _folder.Dispose();

    private void Write(string config) => File.WriteAllText(Path.Combine(_folder.Path, "config.json"), config, Encoding.UTF8);

    private async Task<(string User, string Secret)?> FindAsync(string host)
    {
        var logins = new DockerLogins(_processes, new Dictionary<string, string>(StringComparer.Ordinal) { ["DOCKER_CONFIG"] = _folder.Path });
        return await logins.FindAsync(host, TestContext.Current.CancellationToken) is { } login ? (login.Username, login.Password.Reveal()) : null;
    }
}
