using System.Text.Json;

namespace Slipway.GitHub;

/// <summary>What GitHub says of a refusal.</summary>
/// <remarks>https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api#validation-failed</remarks>
internal sealed record ErrorBody(string? Message, IReadOnlyList<string> Errors, string? DocumentationUrl)
{
    public static ErrorBody Of(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object ? Of(json.RootElement) : new ErrorBody(null, [], null);
        }
        catch (JsonException)
        {
            return new ErrorBody(null, [], null);
        }
    }

    private static ErrorBody Of(JsonElement root)
    {
        var errors = root.TryGetProperty("errors", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(Text).ToList()
            : list.ValueKind == JsonValueKind.String ? [list.GetString()!]
            : [];
        return new ErrorBody(Property(root, "message"), errors, Property(root, "documentation_url"));
    }

    // A text, or an object of which message is there for custom codes only.
    private static string Text(JsonElement error) => error.ValueKind switch
    {
        JsonValueKind.String => error.GetString()!,
        JsonValueKind.Object => string.Join(' ', new[] { Name(error), Property(error, "code"), Property(error, "message") }.OfType<string>()),
        _ => error.GetRawText(),
    };

    private static string? Name(JsonElement error) =>
        string.Join('.', new[] { Property(error, "resource"), Property(error, "field") }.OfType<string>()) is { Length: > 0 } name ? name + ":" : null;

    private static string? Property(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? (value.ValueKind == JsonValueKind.String ? value.GetString() : value.ValueKind == JsonValueKind.Null ? null : value.GetRawText()) : null;
}
