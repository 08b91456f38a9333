using System.Net;
using System.Text;
using System.Text.Json;
using Slipway.Containers.Engine.Wire;

namespace Slipway.Containers.Engine;

public sealed partial class EngineClient
{
    private const int LongestHead = 8192;

    /// <summary>Makes an image of a file system.</summary>
    internal async Task ImportImageAsync(string reference, byte[] tar, CancellationToken cancellationToken)
    {
        var (name, tag) = ImageName.Split(reference);
        var query = new Query().Add("fromSrc", "-").Add("repo", name).Add("tag", tag);
        using var content = new ByteArrayContent(tar);
        var request = new EngineRequest(HttpMethod.Post, $"/images/create{query}", $"make image '{reference}'") { Content = content };
        await TransferAsync(request, message => EngineProblems.NotPulled(reference, message), progress: null, cancellationToken);
    }

    /// <summary>Makes a container, where none has its name; it is not started.</summary>
    /// <returns>Its id; <see langword="null"/> where the name is taken.</returns>
    internal async Task<string?> TryCreateContainerAsync(string name, NewContainerWire container, CancellationToken cancellationToken)
    {
        using var content = JsonOf(container, EngineJson.Default.NewContainerWire);
        var request = new EngineRequest(HttpMethod.Post, $"/containers/create{new Query().Add("name", name)}", $"make container '{name}'") { Content = content, Expects = HttpStatusCode.Conflict };
        await using var answer = await SendAsync(request, mayBeMissing: false, cancellationToken);
        return answer.Status is HttpStatusCode.Conflict ? null : (await answer.ReadAsync(EngineJson.Default.CreatedWire, cancellationToken)).Id;
    }

    /// <summary>Opens the input of a container; closing the stream, or the end of this process, ends the input.</summary>
    internal Task<Stream> OpenInputAsync(string container, CancellationToken cancellationToken) => UpgradeAsync(
        $"/containers/{ImageName.InPath(container)}/attach{new Query().Add("stream", value: true).Add("stdin", value: true)}", body: null, $"open the input of container '{container}'", cancellationToken);

    /// <summary>Starts a command in a container and opens its input and output; the command's input ends with the stream.</summary>
    internal async Task<Stream> OpenCommandAsync(string container, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var doing = $"run a command in container '{container}'";
        var created = await PostAsync(
            $"/containers/{ImageName.InPath(container)}/exec", doing, new ExecWire { Cmd = command, AttachStdin = true }, EngineJson.Default.ExecWire, EngineJson.Default.CreatedWire, cancellationToken);
        return await UpgradeAsync($"/exec/{created.Id}/start", JsonSerializer.Serialize(new ExecStartWire(), EngineJson.Default.ExecStartWire), doing, cancellationToken);
    }

    /// <summary>Sends a request after which the connection belongs to a container's process.</summary>
    internal async Task<Stream> UpgradeAsync(string path, string? body, string doing, CancellationToken cancellationToken)
    {
        var version = ApiVersions.Common((await NegotiatedAsync(cancellationToken)).Api);
        Stream stream;
        try
        {
            stream = await EngineTransport.ConnectAsync(Endpoint, _options.ConnectTimeout, cancellationToken);
        }
        catch (EngineConnectException e)
        {
            throw EngineProblems.NoAnswer(Endpoint, e.Message);
        }

        try
        {
            var bytes = Encoding.UTF8.GetBytes(body ?? "");
            var head = $"POST /v{version}{path} HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: tcp\r\nContent-Type: application/json\r\nContent-Length: {bytes.Length}\r\n\r\n";
            await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. bytes], cancellationToken);
            var answer = await ReadHeadAsync(stream, cancellationToken);
            var status = answer.Split(' ', 3);
            if (status is [_, "101" or "200", ..])
                return stream;
            throw EngineProblems.Refused(doing, HttpStatusCode.InternalServerError, answer.Split('\r')[0]);
        }
        catch (IOException e)
        {
            await stream.DisposeAsync();
            throw EngineProblems.ConnectionLost(Endpoint, doing, e.Message);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    private static async Task<string> ReadHeadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (head.Count < LongestHead && await stream.ReadAsync(one, cancellationToken) == 1)
        {
            head.Add(one[0]);
            if (head is [.., (byte)'\r', (byte)'\n', (byte)'\r', (byte)'\n'])
                break;
        }

        return Encoding.ASCII.GetString([.. head]);
    }
}
