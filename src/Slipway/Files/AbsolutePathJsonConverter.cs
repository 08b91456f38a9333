using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slipway.Files;

/// <summary>Writes an <see cref="AbsolutePath"/> as the text that it is.</summary>
internal sealed class AbsolutePathJsonConverter : JsonConverter<AbsolutePath>
{
    public override AbsolutePath Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && AbsolutePath.TryParse(reader.GetString(), out var path)
            ? path
            : throw new JsonException("An absolute path was expected.");

    public override void Write(Utf8JsonWriter writer, AbsolutePath value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override AbsolutePath ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        AbsolutePath.TryParse(reader.GetString(), out var path) ? path : throw new JsonException("An absolute path was expected.");

    public override void WriteAsPropertyName(Utf8JsonWriter writer, AbsolutePath value, JsonSerializerOptions options) => writer.WritePropertyName(value);
}
