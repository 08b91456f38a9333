using System.Net;

namespace Slipway.Containers.Engine;

/// <summary>An answer that <see cref="HttpClient"/> receives while it is read.</summary>
internal sealed class HttpResponse(HttpResponseMessage message) : IEngineResponse
{
    public HttpStatusCode Status => message.StatusCode;

    public string? Header(string name) =>
        message.Headers.TryGetValues(name, out var values) || message.Content.Headers.TryGetValues(name, out values) ? values.First() : null;

    public Task<Stream> OpenAsync(CancellationToken cancellationToken) => message.Content.ReadAsStreamAsync(cancellationToken);

    // Closes the connection where the body was not read to its end.
    public void Dispose() => message.Dispose();
}
