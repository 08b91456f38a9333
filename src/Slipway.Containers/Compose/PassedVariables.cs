namespace Slipway.Containers.Compose;

/// <summary>Gives variables that services and configs pass through their values, as far as the files' own environment has them.</summary>
internal static class PassedVariables
{
    /// <summary>The file with these values.</summary>
    /// <param name="file">The file in long forms.</param>
    /// <param name="lookup">Knows the values.</param>
    public static YamlMapping Apply(YamlMapping file, VariableLookup lookup) => file["services"] is YamlMapping services
        ? file.With("services", services.Select(entry => entry.Value is YamlMapping service && service["environment"] is YamlSequence variables
            ? service.With("environment", variables with { Items = [.. variables.Items.Select(item => Resolved(item, lookup))] })
            : entry.Value))
        : file;

    private static YamlValue Resolved(YamlValue item, VariableLookup lookup) =>
        item is YamlScalar { Kind: YamlKind.Text, IsUnresolved: false } name && lookup.Find(name.Text) is { } value
            ? name with { Text = $"{name.Text}={value}" }
            : item;
}
