using System.Text.Json.Serialization;

namespace Slipway.Containers.Registry.Wire;

/// <summary>The part of an image's configuration that we ask for (OCI image specification, config).</summary>
internal sealed record ImageConfigWire
{
    [JsonPropertyName("config")]
    public Settings? Config { get; set; }

    internal sealed record Settings
    {
        public Dictionary<string, string>? Labels { get; set; }
    }
}
