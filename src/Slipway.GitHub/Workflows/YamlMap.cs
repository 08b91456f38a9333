namespace Slipway.GitHub.Workflows;

/// <summary>Keys and values in their order. Values are texts, numbers, truth values, lists and maps.</summary>
internal sealed class YamlMap : List<KeyValuePair<string, object?>>
{
    /// <summary>Adds a value; nothing for an empty key's sake.</summary>
    public void Add(string key, object? value) => Add(new KeyValuePair<string, object?>(key, value));
}
