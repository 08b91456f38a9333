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
                return items.ConvertAll(item => item.GetString()!);
            problems.Add(DockerfilesProblems.NotTexts(place, text));
            return [];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not a list after all, or half a character in it.
            return null;
        }
    }
}
