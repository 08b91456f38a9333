using System.Text.Json.Serialization;

namespace Slipway.Containers.Registry.Wire;

/// <summary>What Docker's <c>config.json</c> says of credentials.</summary>
internal sealed record ConfigFileWire
{
    [JsonPropertyName("auths")]
    public Dictionary<string, Entry?>? Auths { get; set; }

    [JsonPropertyName("credsStore")]
    public string? Store { get; set; }

    [JsonPropertyName("credHelpers")]
    public Dictionary<string, string>? Helpers { get; set; }

    internal sealed record Entry
    {
        // User and password with a colon between them, in base64.
        [JsonPropertyName("auth")]
        public string? Auth { get; set; }

        [JsonPropertyName("username")]
        public string? Username { get; set; }

        [JsonPropertyName("password")]
        public string? Password { get; set; }

        [JsonPropertyName("identitytoken")]
        public string? IdentityToken { get; set; }
    }
}
