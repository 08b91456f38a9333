using System.Text;
using Slipway.Containers.Engine.Streams;
using Slipway.Containers.Engine.Wire;

namespace Slipway.Containers.Engine;

public sealed partial class EngineClient
{
    /// <summary>Runs a command in a container that runs, to its end.</summary>
    /// <param name="container">An id or a name.</param>
    /// <param name="request">The command, and where its streams go.</param>
    /// <param name="cancellationToken">
    /// Stops the waiting and closes the command's streams; one that neither reads nor writes them runs on in its container.
    /// </param>
    /// <returns>How it ended. A non-zero exit code is a result, not an exception.</returns>
    public async Task<ExecResult> ExecAsync(string container, ExecRequest request, CancellationToken cancellationToken = default)
    {
        var id = await CreateExecAsync(container, request, hasTerminal: false, cancellationToken);
        await using var connection = await StartExecAsync(id, container, hasTerminal: false, cancellationToken);
        using var writing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var input = request.Input is { } write ? SendAsync(connection, write, writing.Token) : Task.CompletedTask;
        try
        {
            var (output, error) = await ReceiveAsync(connection, request.Output, cancellationToken);
            // A command that ended early reads no more.
            await writing.CancelAsync();
            await input.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (input.Exception?.InnerException is { } failure and not (IOException or OperationCanceledException))
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
            var exitCode = await ExitCodeOfExecAsync(id, container, cancellationToken);
            return new ExecResult(exitCode, output, error);
        }
        catch (IOException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw EngineProblems.ConnectionLost(Endpoint, $"run {request.Command[0]} in container '{container}'", e.Message);
        }
    }

    /// <summary>Prepares a command in a container that runs.</summary>
    internal async Task<string> CreateExecAsync(string container, ExecRequest request, bool hasTerminal, CancellationToken cancellationToken)
    {
        using var content = RequestJson.Content(json =>
        {
            json.WriteTexts("Cmd", request.Command);
            json.WriteTexts("Env", request.Environment);
            json.WriteBoolean("AttachStdin", hasTerminal || request.Input is not null);
            json.WriteBoolean("AttachStdout", value: true);
            json.WriteBoolean("AttachStderr", value: true);
            json.WriteBoolean("Tty", hasTerminal);
            json.WriteBoolean("Privileged", request.IsPrivileged);
            if (request.User is { } user)
                json.WriteString("User", user);
            if (request.WorkingFolder is { } folder)
                json.WriteString("WorkingDir", folder);
        });
        var made = await GetAsync(
            new EngineRequest(HttpMethod.Post, $"/containers/{ImageName.InPath(container)}/exec", $"run {request.Command[0]} in container '{container}'") { Content = content },
            RunningJson.Default.CreatedWire,
            cancellationToken);
        return made.Id;
    }

    /// <summary>Starts a command that was prepared, and connects its streams.</summary>
    internal async Task<UpgradedConnection> StartExecAsync(string id, string container, bool hasTerminal, CancellationToken cancellationToken)
    {
        var doing = $"run a command in container '{container}'";
        var version = ApiVersions.Common((await NegotiatedAsync(cancellationToken)).Api);
        var body = RequestJson.Of(json =>
        {
            json.WriteBoolean("Detach", value: false);
            json.WriteBoolean("Tty", hasTerminal);
        });
        using var patience = new CancellationTokenSource(_options.AnswerTimeout, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        var stream = await ConnectAsync(either.Token);
        try
        {
            var (connection, status, words) = await UpgradedConnection.OpenAsync(stream, $"/v{version}/exec/{id}/start", body, either.Token);
            return connection ?? throw EngineProblems.Refused(doing, (System.Net.HttpStatusCode)status, words);
        }
        catch (Exception e)
        {
            await stream.DisposeAsync();
            cancellationToken.ThrowIfCancellationRequested();
            throw e switch
            {
                OperationCanceledException => EngineProblems.Silent(Endpoint, doing, _options.AnswerTimeout),
                IOException => EngineProblems.ConnectionLost(Endpoint, doing, e.Message),
                _ => e,
            };
        }
    }

    /// <summary>Tells a command with a terminal how large that is.</summary>
    internal Task ResizeExecAsync(string id, int columns, int rows, CancellationToken cancellationToken) => DoAsync(
        new EngineRequest(HttpMethod.Post, FormattableString.Invariant($"/exec/{id}/resize?h={rows}&w={columns}"), "change the size of a terminal"), mayBeMissing: true, cancellationToken);

    /// <summary>How a command ended.</summary>
    internal async Task<int> ExitCodeOfExecAsync(string id, string container, CancellationToken cancellationToken)
    {
        var wire = await GetAsync(
            new EngineRequest(HttpMethod.Get, $"/exec/{id}/json", $"tell how a command ended in container '{container}'"), RunningJson.Default.ExecStateWire, cancellationToken);
        return wire.ExitCode ?? -1;
    }

    private static async Task SendAsync(UpgradedConnection connection, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        await write(connection.Stream, cancellationToken);
        await connection.CloseInputAsync(cancellationToken);
    }

    private static async Task<(string Output, string Error)> ReceiveAsync(UpgradedConnection connection, Stream? output, CancellationToken cancellationToken)
    {
        const int most = 64 * 1024;
        var frames = new FrameReader(connection.Stream.ReadAsync, multiplexed: true);
        using var texts = new MemoryStream();
        using var errors = new MemoryStream();
        var buffer = new byte[32 * 1024];
        while (await frames.ReadAsync(buffer, cancellationToken) is ( > 0 and var count, var isError))
        {
            var to = isError ? errors : output ?? texts;
            await to.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            if (errors.Length > 2 * most)
            {
                var kept = errors.ToArray()[^most..];
                errors.SetLength(0);
                await errors.WriteAsync(kept, cancellationToken);
            }
        }

        return (Encoding.UTF8.GetString(texts.ToArray()), Encoding.UTF8.GetString(errors.ToArray()));
    }

    private async Task<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await EngineTransport.ConnectAsync(Endpoint, _options.ConnectTimeout, cancellationToken);
        }
        catch (EngineConnectException e)
        {
            throw e.IsForbidden ? EngineProblems.Forbidden(Endpoint, e.Message) : EngineProblems.NoAnswer(Endpoint, e.Message);
        }
    }
}
