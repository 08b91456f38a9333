using System.Text.Json.Serialization;

namespace Slipway.Containers.Engine.Wire;

internal sealed record CredentialsWire
{
    [JsonPropertyName("username")]
    public string? Username { get; set; }

    [JsonPropertyName("password")]
    public string? Password { get; set; }

    [JsonPropertyName("identitytoken")]
    public string? IdentityToken { get; set; }

    [JsonPropertyName("serveraddress")]
    public string? ServerAddress { get; set; }
}
