using System.Text;
using System.Text.Json;

namespace Slipway.Parameters;

/// <summary>Reads files of parameters: names and values, comments and trailing commas allowed.</summary>
/// <param name="parameters">What the build takes.</param>
/// <param name="root">The project's folder: relative paths in the files start there.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class ParameterFile(IReadOnlyDictionary<string, Parameter> parameters, string root, List<Problem> problems)
{
    /// <summary>The values of the files that were read, by parameter name; what was read later wins.</summary>
    public Dictionary<string, GivenText> Values { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a file that exists.</summary>
    /// <param name="name">Relative to the project's folder, as messages show it.</param>
    /// <param name="source">What kind of file it is.</param>
    public void Read(string name, ParameterSource source)
    {
        // As text first: a byte order mark goes, and broken UTF-8 is no crash.
        var text = File.ReadAllText(Path.Combine(root, name));
        // Nobody loads a library to learn that there is nothing.
        if (text.AsSpan().Trim() is not ['{', .. var content, '}'] || !content.IsWhiteSpace())
            Parse(Encoding.UTF8.GetBytes(text), name, source);
    }

    private void Parse(byte[] bytes, string name, ParameterSource source)
    {
        var places = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                problems.Add(ParameterProblems.BrokenFile($"{name}:1", "it holds no object"));
                return;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var place = $"{name}:{bytes.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n') + 1}";
                var key = reader.GetString()!;
                reader.Read();
                using var value = JsonDocument.ParseValue(ref reader);
                if (places.TryAdd(key, place))
                    Add(key, value.RootElement, place, source);
                else
                    problems.Add(ParameterProblems.TwiceInFile(key, places[key], place));
            }

            reader.Read();
        }
        catch (JsonException e)
        {
            // The exception's own text counts lines from 0.
            var message = e.Message.Split(". ", 2)[0].TrimEnd('.');
            problems.Add(ParameterProblems.BrokenFile($"{name}:{e.LineNumber + 1}", char.ToLowerInvariant(message[0]) + message[1..]));
        }
    }

    private void Add(string name, JsonElement value, string place, ParameterSource source)
    {
        if (name == "$schema")
            return;
        if (!parameters.TryGetValue(name, out var parameter))
            problems.Add(ParameterProblems.UnknownInFile(place, name, [.. parameters.Values.Where(p => !p.IsSecret).Select(p => p.Name)]));
        else if (parameter.IsSecret)
            problems.Add(ParameterProblems.SecretInFile(place, parameter));
        else if (value.ValueKind == JsonValueKind.Null)
            Values.Remove(parameter.Name);
        else if (TextsOf(value, parameter) is { } texts)
            Values[parameter.Name] = new GivenText(texts, source, $"'{parameter.Name}'", root, place);
        else
            problems.Add(ParameterProblems.WrongShape(place, parameter, value.GetRawText()));
    }

    // Elements of an array are taken as they are: a comma in one is part of it.
    private static IReadOnlyList<string>? TextsOf(JsonElement value, Parameter parameter) => value.ValueKind switch
    {
        JsonValueKind.Array when parameter.IsList && value.EnumerateArray().All(IsOne) => [.. value.EnumerateArray().Select(TextOf)],
        _ when !IsOne(value) => null,
        _ when parameter.IsList => ListText.Split(TextOf(value)),
        _ => [TextOf(value)],
    };

    private static bool IsOne(JsonElement value) => value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False;

    private static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
