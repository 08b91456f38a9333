using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.GitHub.Tests.Rest;

/// <summary>A request as it came over the wire.</summary>
internal sealed record GitHubRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Line => $"{Method} {Path}";

    public JsonNode Json => JsonNode.Parse(Body)!;

    public string Text => Json.ToJsonString(new JsonSerializerOptions { WriteIndented = false, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>What GitHub's reference asks of every request, and this one lacks.</summary>
    public IEnumerable<string> Faults()
    {
        if (Headers.GetValueOrDefault("Authorization") != "Bearer s3cret-token")
            yield return "no bearer token";
        if (Headers.GetValueOrDefault("Accept") != "application/vnd.github+json")
            yield return "Accept is not application/vnd.github+json";
        if (Headers.GetValueOrDefault("X-GitHub-Api-Version") != "2022-11-28")
            yield return "no X-GitHub-Api-Version";
        // Requests without a User-Agent are refused.
        if (string.IsNullOrEmpty(Headers.GetValueOrDefault("User-Agent")))
            yield return "no User-Agent";
        if (Method is "POST" or "PATCH" && string.IsNullOrEmpty(Headers.GetValueOrDefault("Content-Type")))
            yield return "no Content-Type";
    }
}
