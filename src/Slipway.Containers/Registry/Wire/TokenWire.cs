using System.Text.Json.Serialization;

namespace Slipway.Containers.Registry.Wire;

/// <summary>What a token server answers; older ones say <c>token</c>, OAuth ones <c>access_token</c>.</summary>
internal sealed record TokenWire
{
    [JsonPropertyName("token")]
    public string? Token { get; set; }

    [JsonPropertyName("access_token")]
    public string? AccessToken { get; set; }
}
