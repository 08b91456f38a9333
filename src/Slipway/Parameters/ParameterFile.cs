using System.Text.Json;

namespace Slipway.Parameters;

/// <summary>Reads <c>.nuke/parameters.json</c>: parameter names and values, comments and trailing commas allowed.</summary>
internal static class ParameterFile
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static Dictionary<string, string> Read(string path, string shownAs, IReadOnlyDictionary<string, Parameter> parameters, List<Problem> problems)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (!File.Exists(path))
            return values;
        var text = File.ReadAllText(path);
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                problems.Add(ParameterProblems.BrokenFile($"{shownAs}:1", "it holds no object"));
                return values;
            }

            foreach (var property in document.RootElement.EnumerateObject())
                Add(property, text, shownAs, parameters, values, problems);
        }
        catch (JsonException e)
        {
            problems.Add(ParameterProblems.BrokenFile($"{shownAs}:{e.LineNumber + 1}", e.Message));
        }

        return values;
    }

    private static void Add(
        JsonProperty property,
        string text,
        string shownAs,
        IReadOnlyDictionary<string, Parameter> parameters,
        Dictionary<string, string> values,
        List<Problem> problems)
    {
        if (property.Name == "$schema")
            return;
        var place = $"{shownAs}:{LineOf(text, $"\"{property.Name}\"")}";
        if (!parameters.TryGetValue(property.Name, out var parameter))
            problems.Add(ParameterProblems.UnknownInFile(place, property.Name, [.. parameters.Keys]));
        else if (parameter.IsSecret)
            problems.Add(ParameterProblems.SecretInFile(place, parameter));
        else
            values[parameter.Name] = TextOf(property.Value);
    }

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(TextOf)),
        _ => value.GetRawText(),
    };

    private static int LineOf(string text, string key)
    {
        var at = text.IndexOf(key, StringComparison.Ordinal);
        return at < 0 ? 1 : text.AsSpan(0, at).Count('\n') + 1;
    }
}
