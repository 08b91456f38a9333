namespace Slipway.Containers.Compose;

/// <summary>Lets later items of lists take the place of earlier ones that mean the same.</summary>
/// <param name="problems">Takes items of which nobody can say what they mean.</param>
internal sealed class DistinctItems(List<Problem> problems)
{
    private readonly ShapesWith _identities = new(shape => shape.Identity != ItemIdentity.None);

    /// <summary>The tree with every item once.</summary>
    /// <param name="value">The tree.</param>
    /// <param name="shape">What is known about it.</param>
    /// <param name="path">Its place in the structure, for messages.</param>
    public YamlValue Apply(YamlValue value, Shape? shape, string path = "")
    {
        if (shape is null)
            return value;
        if (value is YamlMapping mapping)
            return mapping.Select(entry => shape.Of(entry.Key) is var field && _identities.Contain(field) ? Apply(entry.Value, field, Yaml.Path(path, entry.Key)) : entry.Value);
        if (value is not YamlSequence { Items.Count: > 0 } sequence || shape.Identity == ItemIdentity.None)
            return value;
        var items = new OrderedDictionary<string, YamlValue>(StringComparer.Ordinal);
        for (var i = 0; i < sequence.Items.Count; i++)
            items[Identity(sequence.Items[i], shape.Identity, $"{path}[{i}]")] = sequence.Items[i];
        return items.Count == sequence.Items.Count ? value : sequence with { Items = [.. items.Values] };
    }

    private string Identity(YamlValue item, ItemIdentity identity, string path)
    {
        var text = item is YamlScalar { Kind: YamlKind.Text, IsUnresolved: false } scalar ? scalar.Text : null;
        var mapping = item as YamlMapping;
        var found = identity switch
        {
            ItemIdentity.Name => text?.Split('=')[0],
            ItemIdentity.MountTarget => text is not null ? MountReader.Parse(text)?.Target : Target(mapping, path),
            ItemIdentity.DeviceTarget => text is not null ? text.Split(':') is [_, var target, ..] ? target : text : Target(mapping, path),
            ItemIdentity.Config => text is not null ? "/" + text : FileTarget(mapping, ""),
            ItemIdentity.Secret => text is not null ? "/run/secrets/" + text : FileTarget(mapping, "/run/secrets"),
            ItemIdentity.Port => text ?? (mapping is not null ? Port(mapping, path) : (item as YamlScalar)?.Text),
            ItemIdentity.Expose => text ?? (item as YamlScalar)?.Text,
            ItemIdentity.EnvFile => text ?? Fields.Text(mapping, "path"),
            _ => null,
        };
        // What has no identity is itself; whatever is wrong with it is told where shapes are checked.
        return found ?? path;
    }

    private static string? FileTarget(YamlMapping? use, string folder) =>
        use is null ? null : Fields.Text(use, "target") ?? $"{folder}/{Fields.Text(use, "source")}";

    private string? Target(YamlMapping? item, string path)
    {
        if (item is not null && item.Find("target") is null)
            problems.Add(ComposeProblems.Missing(item.Place, path, "target"));
        return Fields.Text(item, "target");
    }

    private string? Port(YamlMapping port, string path)
    {
        if (port.Find("target") is null)
            problems.Add(ComposeProblems.Missing(port.Place, path, "target"));
        var published = port["published"] as YamlScalar;
        return $"{Fields.Text(port, "host_ip") ?? "0.0.0.0"}:{published?.Kind}{published?.Text}:{Fields.Text(port, "target")}/{Fields.Text(port, "protocol") ?? "tcp"}";
    }
}
