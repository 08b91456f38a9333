namespace Slipway.Containers.Compose;

/// <summary>Compose's JSON of a file whose variables are left as they are has nothing in place of most empty lists.</summary>
internal static class ForgottenLists
{
    /// <summary>The tree without them: only lists whose items are compared with each other stay.</summary>
    /// <param name="value">The tree.</param>
    /// <param name="shape">What is known about it.</param>
    public static YamlValue Drop(YamlValue value, Shape? shape) => value switch
    {
        YamlSequence { Items.Count: 0 } when shape is null || shape.Identity == ItemIdentity.None || shape.Type == NormalType.Environment => Yaml.Nothing(value.Place),
        YamlSequence { Items.Count: > 0 } sequence => sequence with { Items = [.. sequence.Items.Select(item => Drop(item, shape?.Items))] },
        YamlMapping mapping => mapping.Select(entry => Drop(entry.Value, shape?.Of(entry.Key))),
        _ => value,
    };
}
