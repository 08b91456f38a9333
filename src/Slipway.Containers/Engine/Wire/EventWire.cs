using System.Text.Json.Serialization;

namespace Slipway.Containers.Engine.Wire;

internal sealed record EventWire
{
    public string? Type { get; set; }

    public string? Action { get; set; }

    public Subject? Actor { get; set; }

    [JsonPropertyName("timeNano")]
    public long TimeNano { get; set; }

    internal sealed record Subject
    {
        public string? ID { get; set; }

        public Dictionary<string, string>? Attributes { get; set; }
    }
}
