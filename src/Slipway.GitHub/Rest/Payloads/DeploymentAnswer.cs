using System.Text.Json;

namespace Slipway.GitHub.Payloads;

internal sealed record DeploymentAnswer(long Id, JsonElement Payload)
{
    // Others put a text there, or any object.
    public string? Key => Payload.ValueKind == JsonValueKind.Object && Payload.TryGetProperty("slipway_key", out var key) && key.ValueKind == JsonValueKind.String ? key.GetString() : null;
}
