using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slipway.Containers.Engine.Wire;

/// <summary>A line of a build, a pull or a push.</summary>
internal sealed record StreamWire
{
    [JsonPropertyName("id")]
    public string? Id { get; set; }

    [JsonPropertyName("stream")]
    public string? Stream { get; set; }

    [JsonPropertyName("status")]
    public string? Status { get; set; }

    [JsonPropertyName("progressDetail")]
    public Progress? ProgressDetail { get; set; }

    [JsonPropertyName("error")]
    public string? Error { get; set; }

    [JsonPropertyName("errorDetail")]
    public Detail? ErrorDetail { get; set; }

    [JsonPropertyName("aux")]
    public JsonElement? Aux { get; set; }

    /// <summary>What went wrong; <see langword="null"/> for a line that reports no error.</summary>
    [JsonIgnore]
    public string? Failure => ErrorDetail?.Message ?? Error;

    internal sealed record Progress
    {
        [JsonPropertyName("current")]
        public long Current { get; set; }

        [JsonPropertyName("total")]
        public long Total { get; set; }
    }

    internal sealed record Detail
    {
        [JsonPropertyName("message")]
        public string? Message { get; set; }
    }
}
