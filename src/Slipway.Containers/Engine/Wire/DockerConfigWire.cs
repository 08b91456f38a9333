using System.Text.Json.Serialization;

namespace Slipway.Containers.Engine.Wire;

internal sealed record DockerConfigWire
{
    [JsonPropertyName("currentContext")]
    public string? CurrentContext { get; set; }
}
