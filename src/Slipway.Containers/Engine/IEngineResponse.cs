using System.Net;

namespace Slipway.Containers.Engine;

/// <summary>The head of an answer, and the way to its body.</summary>
internal interface IEngineResponse : IDisposable
{
    HttpStatusCode Status { get; }

    /// <summary>A header's first value, or <see langword="null"/>.</summary>
    string? Header(string name);

    Task<Stream> OpenAsync(CancellationToken cancellationToken);
}
