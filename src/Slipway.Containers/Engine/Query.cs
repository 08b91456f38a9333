using System.Text;
using System.Text.Json;
using Slipway.Containers.Engine.Wire;

namespace Slipway.Containers.Engine;

/// <summary>Builds the query of a request.</summary>
internal sealed class Query
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds <paramref name="value"/>, unless there is none.</summary>
    public Query Add(string name, string? value)
    {
        if (value is not null)
            _text.Append(_text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return this;
    }

    public Query Add(string name, bool value) => Add(name, value ? "1" : null);

    /// <summary>Adds names and values as one JSON object, unless there are none.</summary>
    public Query Add(string name, IReadOnlyDictionary<string, string> values) => Add(
        name,
        values.Count == 0 ? null : JsonSerializer.Serialize(values, EngineJson.Default.IReadOnlyDictionaryStringString));

    /// <summary>Adds what lists are narrowed by, unless nothing does.</summary>
    public Query Filter(params IEnumerable<(string Kind, IReadOnlyList<string> Values)> filters)
    {
        var used = filters.Where(f => f.Values.Count > 0).ToDictionary(f => f.Kind, f => f.Values, StringComparer.Ordinal);
        return Add("filters", used.Count == 0 ? null : JsonSerializer.Serialize(used, EngineJson.Default.IReadOnlyDictionaryStringIReadOnlyListString));
    }

    public override string ToString() => _text.ToString();
}
