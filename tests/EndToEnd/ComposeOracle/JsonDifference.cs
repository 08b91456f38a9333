using System.Text.Json;
using System.Text.Json.Nodes;

namespace EndToEnd.ComposeOracle;

/// <summary>Finds where two JSON documents differ.</summary>
internal static class JsonDifference
{
    /// <summary>The first difference; <see langword="null"/> where there is none.</summary>
    /// <param name="expected">What should be.</param>
    /// <param name="actual">What is.</param>
    /// <param name="path">Where both are.</param>
    public static string? Find(JsonNode? expected, JsonNode? actual, string path = "") => (expected, actual) switch
    {
        (JsonObject one, JsonObject other) => one.Select(pair => pair.Key).Union(other.Select(pair => pair.Key), StringComparer.Ordinal)
            .Select(key => one.ContainsKey(key) && other.ContainsKey(key)
                ? Find(one[key], other[key], $"{path}.{key}")
                : $"{path}.{key}: {(one.ContainsKey(key) ? "only compose has it" : "only we have it")}: {(one[key] ?? other[key])?.ToJsonString()}")
            .FirstOrDefault(difference => difference is not null),
        (JsonArray one, JsonArray other) when one.Count == other.Count =>
            one.Select((item, i) => Find(item, other[i], $"{path}[{i}]")).FirstOrDefault(difference => difference is not null),
        (JsonValue one, JsonValue other) when one.GetValueKind() == JsonValueKind.Number && other.GetValueKind() == JsonValueKind.Number =>
            (double)one == (double)other ? null : $"{path}: compose {one.ToJsonString()}, we {other.ToJsonString()}",
        _ => JsonNode.DeepEquals(expected, actual) ? null : $"{path}: compose {expected?.ToJsonString() ?? "null"}, we {actual?.ToJsonString() ?? "null"}",
    };
}
