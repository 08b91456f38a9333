using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Slipway.GitHub;

/// <summary>An answer, read to its end.</summary>
internal sealed record GitHubAnswer(HttpStatusCode Status, byte[] Body, HttpResponseHeaders Headers)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>The first value of a header.</summary>
    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    /// <summary>The body as what it should be.</summary>
    /// <exception cref="ProblemException">It is something else, as from a proxy that answers for itself.</exception>
    public T Read<T>(GitHubCall call, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(Body, type) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new ProblemException(GitHubProblems.NotJson(call, (int)Status, e.Message));
        }
    }
}
