using System.Text.Json.Serialization;

namespace Slipway.Containers.Engine.Wire;

/// <summary>What Docker's <c>config.json</c> says of contexts and credentials.</summary>
internal sealed record DockerConfigWire
{
    [JsonPropertyName("currentContext")]
    public string? CurrentContext { get; set; }

    [JsonPropertyName("auths")]
    public Dictionary<string, Login?>? Auths { get; set; }

    [JsonPropertyName("credsStore")]
    public string? CredsStore { get; set; }

    [JsonPropertyName("credHelpers")]
    public Dictionary<string, string>? CredHelpers { get; set; }

    internal sealed record Login
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
