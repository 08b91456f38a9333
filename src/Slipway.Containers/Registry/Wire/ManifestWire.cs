using System.Text.Json.Serialization;

namespace Slipway.Containers.Registry.Wire;

/// <summary>A manifest or an index (OCI image specification; Docker's schema 2 has the same fields).</summary>
internal sealed record ManifestWire
{
    [JsonPropertyName("schemaVersion")]
    public int SchemaVersion { get; set; }

    [JsonPropertyName("mediaType")]
    public string? MediaType { get; set; }

    [JsonPropertyName("config")]
    public Descriptor? Config { get; set; }

    [JsonPropertyName("layers")]
    public Descriptor[]? Layers { get; set; }

    [JsonPropertyName("manifests")]
    public Descriptor[]? Manifests { get; set; }

    internal sealed record Descriptor
    {
        [JsonPropertyName("digest")]
        public string? Digest { get; set; }

        [JsonPropertyName("size")]
        public long Size { get; set; }
    }
}
