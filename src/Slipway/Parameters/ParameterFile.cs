using System.Text;
using System.Text.Json;

namespace Slipway.Parameters;

/// <summary>Reads <c>.nuke/parameters.json</c>: parameter names and values, comments and trailing commas allowed.</summary>
internal static class ParameterFile
{
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The values that the file gives, by parameter name.</summary>
    /// <param name="path">The file; it need not exist.</param>
    /// <param name="shownAs">How messages name it.</param>
    /// <param name="parameters">What the build takes.</param>
    /// <param name="problems">Where problems go.</param>
    public static Dictionary<string, FileValue> Read(string path, string shownAs, IReadOnlyDictionary<string, Parameter> parameters, List<Problem> problems)
    {
        var values = new Dictionary<string, FileValue>(StringComparer.OrdinalIgnoreCase);
        if (!File.Exists(path))
            return values;
        // As text first: a byte order mark goes, and broken UTF-8 is no crash.
        var bytes = Encoding.UTF8.GetBytes(File.ReadAllText(path));
        try
        {
            var reader = new Utf8JsonReader(bytes, Options);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                problems.Add(ParameterProblems.BrokenFile($"{shownAs}:1", "it holds no object"));
                return values;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var place = $"{shownAs}:{bytes.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n') + 1}";
                var name = reader.GetString()!;
                reader.Read();
                using var value = JsonDocument.ParseValue(ref reader);
                Add(name, value.RootElement, place, parameters, values, problems);
            }

            reader.Read();
        }
        catch (JsonException e)
        {
            // The exception's own text counts lines from 0.
            var message = e.Message.Split(". ", 2)[0].TrimEnd('.');
            problems.Add(ParameterProblems.BrokenFile($"{shownAs}:{e.LineNumber + 1}", char.ToLowerInvariant(message[0]) + message[1..]));
        }

        return values;
    }

    private static void Add(
        string name,
        JsonElement value,
        string place,
        IReadOnlyDictionary<string, Parameter> parameters,
        Dictionary<string, FileValue> values,
        List<Problem> problems)
    {
        if (name == "$schema")
            return;
        if (!parameters.TryGetValue(name, out var parameter))
            problems.Add(ParameterProblems.UnknownInFile(place, name, [.. parameters.Keys]));
        else if (parameter.IsSecret)
            problems.Add(ParameterProblems.SecretInFile(place, parameter));
        else if (value.ValueKind != JsonValueKind.Null)
            values[parameter.Name] = new FileValue(TextOf(value), place);
    }

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(TextOf)),
        _ => value.GetRawText(),
    };
}
