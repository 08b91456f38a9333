using System.Text.Json.Serialization;

namespace Slipway.Containers.Registry.Wire;

/// <summary>What a registry says is wrong (OCI distribution specification, error codes).</summary>
internal sealed record ErrorsWire
{
    [JsonPropertyName("errors")]
    public Error[]? Errors { get; set; }

    internal sealed record Error
    {
        [JsonPropertyName("code")]
        public string? Code { get; set; }

        [JsonPropertyName("message")]
        public string? Message { get; set; }
    }
}
