using System.Net;
using Slipway.Containers.Engine.Streams;

namespace Slipway.Containers.Engine;

public sealed partial class EngineClient
{
    /// <summary>Reads a file or folder of a container as a tar archive; the container need not run.</summary>
    /// <remarks>
    /// The engine keeps owners, modes, links, names, times to the second and file capabilities. It sends no sockets, no other
    /// extended attributes, and holes of sparse files as zeros.
    /// </remarks>
    /// <param name="container">An id or a name.</param>
    /// <param name="path">The path inside. With <c>/.</c> at its end, the entries of a folder begin with <c>./</c>.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The archive, to be disposed of; <see langword="null"/> where there is no such path or container.</returns>
    public async Task<Stream?> ReadArchiveAsync(string container, string path, CancellationToken cancellationToken = default)
    {
#pragma warning disable CA2000 // The stream disposes of it.
        var answer = await SendAsync(ArchiveRequest(HttpMethod.Get, container, path, $"read '{path}' of container '{container}'"), mayBeMissing: true, cancellationToken);
#pragma warning restore CA2000
        if (answer.Status is not HttpStatusCode.NotFound)
            return new AnswerStream(answer, IdleTimeout);
        await answer.DisposeAsync();
        return null;
    }

    /// <summary>Unpacks a tar archive into a folder of a container; the container need not run.</summary>
    /// <param name="container">An id or a name.</param>
    /// <param name="path">The folder inside; it must be there.</param>
    /// <param name="write">Writes the archive.</param>
    /// <param name="cancellationToken">Stops it; what was unpacked by then stays.</param>
    /// <exception cref="ProblemException">The engine refuses, for instance for want of space, or takes nothing more.</exception>
    public async Task WriteArchiveAsync(string container, string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken = default)
    {
        using var idle = new CancellationTokenSource(IdleTimeout, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, idle.Token);
        using var content = new SendingContent(write, "application/x-tar", () => idle.CancelAfter(IdleTimeout), either.Token);
        var request = ArchiveRequest(HttpMethod.Put, container, path, $"unpack into '{path}' of container '{container}'") with
        {
            Content = content,
            AnswerTimeout = Timeout.InfiniteTimeSpan,
        };
        try
        {
            await DoAsync(request, mayBeMissing: false, either.Token);
        }
        catch (OperationCanceledException) when (idle.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw EngineProblems.Silent(Endpoint, request.Doing, IdleTimeout);
        }
        catch (Exception) when (content.Failure is not null and not OperationCanceledException)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(content.Failure);
        }
    }

    // Owners are numbers of the archive, whatever the container calls them: copyUIDGID would take those of the path.
    private static EngineRequest ArchiveRequest(HttpMethod method, string container, string path, string doing) =>
        new(method, $"/containers/{ImageName.InPath(container)}/archive{new Query().Add("path", path)}", doing);
}
