using System.Net.Sockets;
using Slipway.Containers.Images;
using Slipway.Processes;

namespace Slipway.Containers.Tests.Images;

public sealed class HoldingKeys
{
    private static readonly ProcessRunner Processes = new(TimeProvider.System);

    [Fact]
    public async Task An_agent_has_the_keys_of_files_until_it_is_disposed_of()
    {
        using var folder = new TemporaryFolder();
        var files = new[] { await MakeKeyAsync(folder, "one", ""), await MakeKeyAsync(folder, "two", "") };

        var (agent, whyNot) = await KeyAgent.StartAsync(Processes, files, TestContext.Current.CancellationToken);

        Assert.Equal("", whyNot);
        Assert.Equal(2, await CountAsync(agent!.Socket));
        await agent.DisposeAsync();
        Assert.False(Directory.Exists(Path.GetDirectoryName(agent.Socket)));
    }

    [Fact]
    public async Task A_key_with_a_passphrase_is_refused_without_a_question()
    {
        using var folder = new TemporaryFolder();
        var file = await MakeKeyAsync(folder, "locked", "a passphrase");

        var (agent, whyNot) = await KeyAgent.StartAsync(Processes, [file], TestContext.Current.CancellationToken);

        Assert.Null(agent);
        Assert.StartsWith($"ssh-add does not take '{file}': ", whyNot, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_key_is_refused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("text", "no key\n");

        var (agent, whyNot) = await KeyAgent.StartAsync(Processes, [Path.Combine(folder.Path, "text")], TestContext.Current.CancellationToken);

        Assert.Null(agent);
        Assert.StartsWith("ssh-add does not take '", whyNot, StringComparison.Ordinal);
    }

    private static async Task<string> MakeKeyAsync(TemporaryFolder folder, string name, string passphrase)
    {
        var file = Path.Combine(folder.Path, name);
        try
        {
            var made = await Processes.RunAsync(new ProcessInvocation { Program = "ssh-keygen", Arguments = ["-q", "-t", "ed25519", "-N", passphrase, "-f", file] });
            Assert.True(made.Succeeded, made.StandardError);
        }
        catch (ProcessStartException e)
        {
            Assert.Skip(e.Message);
        }

        return file;
    }

    // RFC draft-miller-ssh-agent, section 4.4: SSH_AGENTC_REQUEST_IDENTITIES (11), answered by type 12 and a count.
    private static async Task<int> CountAsync(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), TestContext.Current.CancellationToken);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(new byte[] { 0, 0, 0, 1, 11 }, TestContext.Current.CancellationToken);
        var answer = new byte[9];
        await stream.ReadExactlyAsync(answer, TestContext.Current.CancellationToken);
        Assert.Equal(12, answer[4]);
        return answer[8];
    }
}
