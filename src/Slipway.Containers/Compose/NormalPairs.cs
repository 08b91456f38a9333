namespace Slipway.Containers.Compose;

/// <summary>Puts names with values into the form in which compose prints them.</summary>
/// <param name="order">The order of names.</param>
/// <param name="problems">Takes those of the wrong kind.</param>
internal sealed class NormalPairs(IComparer<string> order, List<Problem> problems)
{
    /// <summary>The pairs, sorted; <see langword="null"/> where there are none.</summary>
    /// <param name="value">A mapping or a list.</param>
    /// <param name="type">What it is to be.</param>
    /// <param name="path">Its place in the structure, for messages.</param>
    public YamlValue? Of(YamlValue value, NormalType type, string path)
    {
        if (type == NormalType.Hosts)
            return Hosts(value, path);
        var pairs = new OrderedDictionary<string, YamlEntry>(StringComparer.Ordinal);
        foreach (var entry in Entries(value))
        {
            if (entry.Value is YamlScalar { IsUnresolved: true })
                continue;
            if (Text(entry, type, $"{path}.{entry.Key}") is { } text)
                pairs[entry.Key] = entry with { Value = text };
        }

        if (pairs.Count == 0)
            return null;
        return type == NormalType.Ssh
            ? Yaml.List(value.Place, pairs.Values.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value is YamlScalar { Text.Length: > 0 } key ? Yaml.Text($"{entry.Key}={key.Text}", entry.Place, "") : Yaml.Text(entry.Key, entry.Place)))
            : new YamlMapping { Place = value.Place, Entries = [.. pairs.Values.OrderBy(entry => entry.Key, order)] };
    }

    /// <summary>The entries of a mapping, or of a list of <c>NAME=value</c>; nothing where there is no <c>=</c>.</summary>
    /// <param name="value">A mapping or a list.</param>
    public static IEnumerable<YamlEntry> Entries(YamlValue? value) => value switch
    {
        YamlMapping mapping => mapping.Entries,
        YamlSequence list => list.Items.OfType<YamlScalar>().Select(Entry),
        _ => [],
    };

    private static YamlEntry Entry(YamlScalar item)
    {
        var text = Yaml.Printed(item);
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
            return new YamlEntry(text, item.Place, Yaml.Nothing(item.Place));
        var written = item.Written.IndexOf('=', StringComparison.Ordinal);
        return new YamlEntry(text[..equals], item.Place, Yaml.Text(text[(equals + 1)..], item.Place, written < 0 ? "" : item.Written[(written + 1)..]) with
        {
            IsInterpolated = item.IsInterpolated,
            IsUnresolved = item.IsUnresolved,
        });
    }

    private YamlScalar? Text(YamlEntry entry, NormalType type, string path)
    {
        var isNothing = Yaml.IsNothing(entry.Value);
        if (type == NormalType.Environment && isNothing)
            return (YamlScalar)entry.Value;
        if (type == NormalType.StrictOptions && !isNothing && entry.Value is not YamlScalar { Kind: YamlKind.Text or YamlKind.Integer })
        {
            problems.Add(ComposeProblems.WrongShape(entry.Value.Place, path, "a text", entry.Value.Description));
            return null;
        }

        var text = isNothing ? "" : Yaml.Printed(entry.Value);
        return Yaml.Text(text, entry.Value.Place, (entry.Value as YamlScalar)?.Written ?? "");
    }

    private YamlSequence? Hosts(YamlValue value, string path)
    {
        var hosts = new List<string>();
        if (value is YamlMapping mapping)
        {
            foreach (var entry in mapping.Entries)
            {
                var addresses = entry.Value is YamlSequence list ? list.Items : [entry.Value];
                Add(entry.Key, addresses.Select(address => Yaml.IsNothing(address) ? "" : Yaml.Printed(address)), entry.Place);
            }
        }

        foreach (var item in (value as YamlSequence)?.Items.OfType<YamlScalar>().Where(item => !item.IsUnresolved) ?? [])
        {
            var text = Yaml.Printed(item);
            var at = text.IndexOf(text.Contains('=', StringComparison.Ordinal) ? '=' : ':', StringComparison.Ordinal);
            if (at < 0)
                problems.Add(ComposeProblems.WrongValue(item.Place, path, item.Written, "HOST=address"));
            else
                Add(text[..at], text[(at + 1)..].Split(','), item.Place);
        }

        return hosts.Count == 0 ? null : Yaml.List(value.Place, hosts.Order(StringComparer.Ordinal).Select(host => Yaml.Text(host, value.Place)));

        void Add(string host, IEnumerable<string> addresses, Place place)
        {
            if (host.Length == 0 || host.AsSpan().ContainsAny(':', '='))
                problems.Add(ComposeProblems.WrongValue(place, path, host, "a host's name"));
            hosts.AddRange(addresses.Select(address => $"{host}={(address is ['[', _, .., ']'] ? address[1..^1] : address)}"));
        }
    }
}
