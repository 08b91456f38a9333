using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Slipway.Containers.Dockerfiles;

/// <summary>Reads the exec form: <c>["program", "argument"]</c>.</summary>
internal static class JsonList
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 1000 };

    /// <summary>The items; <see langword="null"/> where the text is no JSON list, which makes it one for the shell.</summary>
    /// <param name="text">The arguments.</param>
    /// <param name="place">Where they are.</param>
    /// <param name="problems">Takes a list of something else than texts.</param>
    public static List<string>? Read(string text, Place place, List<Problem> problems)
    {
        if (text is not ['[', ..])
            return null;
        try
        {
            // What follows the list does not count.
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), Options);
            using var list = JsonDocument.ParseValue(ref reader);
            var items = list.RootElement.EnumerateArray().ToList();
            if (items.TrueForAll(item => item.ValueKind == JsonValueKind.String))
                return items.ConvertAll(Text);
            problems.Add(DockerfilesProblems.NotTexts(place, text));
            return [];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not a list after all.
            return null;
        }
    }

    private static string Text(JsonElement item)
    {
        try
        {
            return item.GetString()!;
        }
        catch (InvalidOperationException)
        {
            using var whole = JsonDocument.Parse(WithoutHalves(item.GetRawText()));
            return whole.RootElement.GetString()!;
        }
    }

    // Half a character, such as \ud83d without what follows it, is read as the character for what cannot be read.
    private static string WithoutHalves(string raw)
    {
        var result = new StringBuilder(raw.Length);
        for (var at = 0; at < raw.Length;)
        {
            var length = raw[at] != '\\' ? 1 : raw[at + 1] == 'u' ? 6 : 2;
            if (length == 6 && char.IsSurrogate(Unit(raw, at)))
            {
                var isPair = char.IsHighSurrogate(Unit(raw, at)) && at + 11 < raw.Length && raw[at + 6] == '\\' && raw[at + 7] == 'u' && char.IsLowSurrogate(Unit(raw, at + 6));
                length = isPair ? 12 : 6;
                result.Append(isPair ? raw.AsSpan(at, length) : "\\ufffd");
            }
            else
            {
                result.Append(raw.AsSpan(at, length));
            }

            at += length;
        }

        return result.ToString();
    }

    private static char Unit(string raw, int at) => (char)int.Parse(raw.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
