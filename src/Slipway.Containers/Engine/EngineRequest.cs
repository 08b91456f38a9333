using System.Net;

namespace Slipway.Containers.Engine;

/// <summary>One call of the Engine API.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path and query, without the version in front.</param>
/// <param name="Doing">The call in words that follow "could not": <c>inspect image 'x'</c>.</param>
internal sealed record EngineRequest(HttpMethod Method, string Path, string Doing)
{
    public HttpContent? Content { get; init; }

    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>How long the engine may think before it answers; the client's default unless set.</summary>
    public TimeSpan? AnswerTimeout { get; init; }

    /// <summary>Whether the answer is read whole before anything is made of it.</summary>
    public bool IsQuestion { get; init; }

    /// <summary>A refusal that the caller makes something of: it counts as an answer. None unless set.</summary>
    public HttpStatusCode? Expects { get; init; }
}
