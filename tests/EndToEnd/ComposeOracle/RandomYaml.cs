using System.Text;

namespace EndToEnd.ComposeOracle;

/// <summary>Writes trees of texts, lists and pairs as YAML, in any of its styles.</summary>
internal sealed class RandomYaml(RandomDice dice)
{
    private readonly StringBuilder _text = new();

    /// <summary>The tree as YAML. Texts are written as they are: they bring their quotes.</summary>
    public string Write(RandomMap map)
    {
        Block(map, 0);
        return _text.ToString();
    }

    private static string Flow(object? value) => value switch
    {
        null => "null",
        string text => text,
        RandomMap map => $"{map.Prefix}{{{string.Join(", ", map.Pairs.Select(pair => $"{pair.Key}: {Flow(pair.Value)}"))}}}",
        IEnumerable<object?> list => $"[{string.Join(", ", list.Select(Flow))}]",
        _ => throw new InvalidOperationException(),
    };

    private static bool FitsFlow(object? value) => value switch
    {
        string text => !text.Contains('\n', StringComparison.Ordinal) && (text is ['"', ..] or ['\'', ..] || text.IndexOfAny([',', '{', '}', '[', ']', '#', ':']) < 0) && !text.StartsWith('*'),
        RandomMap map => map.Pairs.Count == 0 || (map.Pairs.TrueForAll(pair => pair.Key != "<<" && FitsFlow(pair.Value)) && map.Prefix.Length == 0),
        IEnumerable<object?> list => list.All(FitsFlow),
        _ => true,
    };

    private static bool IsEmpty(object value) => value switch
    {
        RandomMap map => map.Pairs.Count == 0,
        IReadOnlyCollection<object?> list => list.Count == 0,
        _ => false,
    };

    private void Block(RandomMap map, int indent)
    {
        foreach (var (key, value) in map.Pairs)
        {
            _text.Append(' ', indent).Append(key).Append(':');
            Value(value, indent);
        }
    }

    private void Value(object? value, int indent)
    {
        if (value is null)
            _text.Append(dice.Pick("", " null", " ~")).Append('\n');
        else if (value is string text)
            _text.Append(' ').Append(text.Replace("\n", "\n" + new string(' ', indent + 2), StringComparison.Ordinal)).Append('\n');
        else if (IsEmpty(value) || (FitsFlow(value) && dice.Chance(30)))
            _text.Append(' ').Append(Flow(value)).Append(dice.Chance(5) ? " # a comment" : "").Append('\n');
        else if (value is RandomMap map)
            BlockMap(map, indent);
        else
            BlockList((IEnumerable<object?>)value, indent);
    }

    private void BlockMap(RandomMap map, int indent)
    {
        _text.Append(map.Prefix.Length > 0 ? " " + map.Prefix.TrimEnd() : "").Append('\n');
        Block(map, indent + 2);
    }

    private void BlockList(IEnumerable<object?> list, int indent)
    {
        _text.Append('\n');
        foreach (var item in list)
        {
            _text.Append(' ', indent + 2).Append("- ");
            if (item is RandomMap { Pairs.Count: > 0 } map && !(FitsFlow(map) && dice.Chance(50)))
            {
                var nested = new RandomYaml(dice).Write(map);
                _text.Append(nested.TrimEnd('\n').Replace("\n", "\n" + new string(' ', indent + 4), StringComparison.Ordinal)).Append('\n');
            }
            else
            {
                _text.Append(item is string text && text.Contains('\n', StringComparison.Ordinal) ? text.Replace("\n", "\n" + new string(' ', indent + 4), StringComparison.Ordinal) : Flow(item)).Append('\n');
            }
        }
    }
}
