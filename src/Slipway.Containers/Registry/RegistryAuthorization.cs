using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Slipway.Containers.Engine;
using Slipway.Containers.Registry.Wire;

namespace Slipway.Containers.Registry;

/// <summary>Answers a registry's challenges: by user and password, or by a token that its token server gives for them.</summary>
/// <param name="http">Asks the token server.</param>
/// <param name="registry">The registry, for messages.</param>
/// <param name="credentials">Who we are; nobody unless given.</param>
internal sealed class RegistryAuthorization(HttpClient http, string registry, RegistryCredentials? credentials)
{
    // Told by credential helpers in place of a user: the secret is a token that renews others.
    private const string IdentityToken = "<token>";

    private readonly ConcurrentDictionary<string, AuthenticationHeaderValue> _known = new(StringComparer.Ordinal);

    /// <summary>What opened the door last time, where there was a door.</summary>
    public AuthenticationHeaderValue? Known(string scope) => _known.GetValueOrDefault(scope);

    /// <summary>The header that answers a challenge; <see langword="null"/> where we have nothing to answer with.</summary>
    /// <param name="challenges">What the registry takes.</param>
    /// <param name="scope">What we want to do, such as <c>repository:shop/api:pull</c>.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    public async Task<AuthenticationHeaderValue?> AnswerAsync(IEnumerable<Challenge> challenges, string scope, CancellationToken cancellationToken)
    {
        var offered = challenges.ToList();
        var header = offered.Find(challenge => challenge.IsBearer) is { } bearer ? await TokenAsync(bearer, scope, cancellationToken)
            : offered.Exists(challenge => challenge.IsBasic) ? Basic()
            : null;
        // What was refused is not tried again.
        if (header is null || header.Equals(_known.GetValueOrDefault(scope)))
            return null;
        _known[scope] = header;
        return header;
    }

    private AuthenticationHeaderValue? Basic() => credentials is null || credentials.Username == IdentityToken
        ? null
        : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credentials.Username}:{credentials.Password.Reveal()}")));

    // Token authentication of the distribution project; the second way is OAuth 2, RFC 6749, section 6.
    private async Task<AuthenticationHeaderValue?> TokenAsync(Challenge challenge, string scope, CancellationToken cancellationToken)
    {
        if (!challenge.Parameters.TryGetValue("realm", out var realm) || !Uri.TryCreate(realm, UriKind.Absolute, out var server) || server.Scheme is not ("http" or "https"))
            return null;
        var service = challenge.Parameters.GetValueOrDefault("service") ?? "";
        using var request = credentials?.Username == IdentityToken
            ? new HttpRequestMessage(HttpMethod.Post, server)
            {
                Content = new FormUrlEncodedContent(
                [
                    new("grant_type", "refresh_token"), new("refresh_token", credentials.Password.Reveal()), new("client_id", "slipway"),
                    new("service", service), new("scope", scope),
                ]),
            }
            : new HttpRequestMessage(HttpMethod.Get, new UriBuilder(server) { Query = Query(server, service, scope) }.Uri);
        if (request.Method == HttpMethod.Get)
            request.Headers.Authorization = Basic();
        using var answer = await http.SendAsync(request, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            if (RegistryRetry.IsWorthwhile(answer.StatusCode))
                throw RegistryRetry.Of(answer);
            return null;
        }

        TokenWire? token;
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
            token = await JsonSerializer.DeserializeAsync(body, RegistryJson.Default.TokenWire, cancellationToken);
        }
        catch (JsonException e)
        {
            throw RegistryProblems.NotUnderstood(registry, $"answer for a token at {server.Host}", e.Message);
        }

        return (token?.Token ?? token?.AccessToken) is { Length: > 0 } text ? new AuthenticationHeaderValue("Bearer", text) : null;
    }

    private static string Query(Uri server, string service, string scope)
    {
        var query = $"service={Uri.EscapeDataString(service)}&scope={Uri.EscapeDataString(scope)}";
        return server.Query.Length > 1 ? $"{server.Query[1..]}&{query}" : query;
    }
}
