using System.Text;
using Slipway.BuildKit.Tests.Fakes;
using Slipway.BuildKit.Wire;

namespace Slipway.BuildKit.Tests.Sessions;

public sealed class AnsweringTheBuilder
{
    private static readonly Dictionary<string, string> Nothing = new(StringComparer.Ordinal);

    [Fact]
    public async Task Only_what_is_offered_is_named_and_answered()
    {
        await AskAsync(new SessionOptions { SharedKey = "shop/api" }, async session =>
        {
            Assert.Equal(["/grpc.health.v1.Health/Check"], session.Headers("X-Docker-Expose-Session-Grpc-Method"));
            Assert.Equal(["shop/api"], session.Headers("X-Docker-Expose-Session-Sharedkey"));
            Assert.Equal((0, "", "0801"), Shown(await session.AskAsync("/grpc.health.v1.Health/Check", new MessageWriter())));
            Assert.Equal((12, "/moby.buildkit.secrets.v1.Secrets/GetSecret is not offered", ""), Shown(await session.AskAsync("/moby.buildkit.secrets.v1.Secrets/GetSecret", new MessageWriter().Text(1, "a"))));
        });
    }

    [Fact]
    public async Task Secrets_are_given_by_their_ids()
    {
        var options = new SessionOptions
        {
            Secrets = (id, _) => ValueTask.FromResult(id switch { "token" => "héllo"u8.ToArray(), "large" => new byte[600_000], _ => null }),
        };
        await AskAsync(options, async session =>
        {
            const string Path = "/moby.buildkit.secrets.v1.Secrets/GetSecret";
            var token = await session.AskAsync(Path, new MessageWriter().Text(1, "token"));
            Assert.Equal("héllo", Encoding.UTF8.GetString(token.Answer.AsSpan(2)));
            Assert.Equal((5, "secret other: not found", ""), Shown(await session.AskAsync(Path, new MessageWriter().Text(1, "other"))));
            Assert.Equal((3, "secret large has 600000 bytes; 500 KiB are allowed", ""), Shown(await session.AskAsync(Path, new MessageWriter().Text(1, "large"))));
        });
    }

    [Fact]
    public async Task Logins_are_given_by_host_and_strangers_get_none()
    {
        var options = new SessionOptions { Logins = (host, _) => ValueTask.FromResult(host == "registry.example" ? new RegistryLogin("me", "pass") : null) };
        await AskAsync(options, async session =>
        {
            var known = await session.AskAsync("/moby.filesync.v1.Auth/Credentials", new MessageWriter().Text(1, "registry.example"));
            Assert.Equal(new MessageWriter().Text(1, "me").Text(2, "pass").Written.ToArray(), known.Answer);
            Assert.Equal((0, "", ""), Shown(await session.AskAsync("/moby.filesync.v1.Auth/Credentials", new MessageWriter().Text(1, "other.example"))));
            Assert.Equal(12, (await session.AskAsync("/moby.filesync.v1.Auth/GetTokenAuthority", new MessageWriter().Text(1, "registry.example"))).Status);
        });
        Assert.Equal("user me", new RegistryLogin("me", "pass").ToString());
    }

    [Fact]
    public async Task An_agent_is_talked_to_both_ways_until_one_side_hangs_up()
    {
        var (agent, theirs) = Duplex.Create();
        var agents = new Dictionary<string, Func<CancellationToken, ValueTask<Stream>>>(StringComparer.Ordinal)
        {
            ["default"] = _ => ValueTask.FromResult(theirs),
            ["gone"] = _ => throw new IOException("no such socket"),
        };
        await AskAsync(new SessionOptions { SshAgents = agents }, async session =>
        {
            Assert.Equal(0, (await session.AskAsync("/moby.sshforward.v1.SSH/CheckAgent", new MessageWriter())).Status);
            Assert.Equal((5, "there is no SSH agent 'other'", ""), Shown(await session.AskAsync("/moby.sshforward.v1.SSH/CheckAgent", new MessageWriter().Text(1, "other"))));
            Assert.Equal((14, "the SSH agent does not answer: no such socket", ""), Shown(await session.AskAsync("/moby.sshforward.v1.SSH/ForwardAgent", new MessageWriter(), ("buildkit.ssh.id", "gone"))));

            await using var call = await session.StartAsync("/moby.sshforward.v1.SSH/ForwardAgent", ("buildkit.ssh.id", "default"));
            await call.WriteAsync(new MessageWriter().Bytes(1, "question"u8));
            var buffer = new byte[100];
            var read = await agent.ReadAsync(buffer);
            Assert.Equal("question", Encoding.UTF8.GetString(buffer, 0, read));
            await agent.WriteAsync("answer"u8.ToArray());
            Assert.Equal(new MessageWriter().Bytes(1, "answer"u8).Written.ToArray(), await call.ReadAsync());
            call.End();
            Assert.Equal((0, ""), await call.StatusAsync());
        });
    }

    private static (int Status, string Message, string Answer) Shown((int Status, string Message, byte[] Answer) answer) =>
        (answer.Status, answer.Message, Convert.ToHexString(answer.Answer));

    private static async Task AskAsync(SessionOptions options, Func<FakeSession, Task> ask)
    {
        using var daemon = new FakeDaemon();
        var failures = new List<Exception>();
        daemon.Solve = async solve =>
        {
            try
            {
                await ask(solve.Session!);
            }
            catch (Exception e)
            {
                failures.Add(e);
            }

            return Nothing;
        };
        using var client = daemon.Client();
        await client.SolveAsync(new SolveRequest { Session = options }, cancellationToken: TestContext.Current.CancellationToken);
        if (failures is [var failure, ..])
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }
}
