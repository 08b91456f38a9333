using System.Text.Json.Serialization;

namespace Slipway.Containers.Engine.Wire;

internal sealed record ErrorWire
{
    [JsonPropertyName("message")]
    public string? Message { get; set; }
}
