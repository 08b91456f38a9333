namespace Slipway.Containers.Compose;

/// <summary>Drops empty DNS servers, which compose takes for none.</summary>
internal static class EmptyTexts
{
    /// <summary>The file without them.</summary>
    /// <param name="file">The file in long forms.</param>
    public static YamlMapping Drop(YamlMapping file) => file["services"] is YamlMapping services
        ? file.With("services", services.Select(entry => entry.Value is YamlMapping service && service["dns"] is YamlSequence servers && servers.Items.Any(IsEmpty)
            ? service.With("dns", servers with { Items = [.. servers.Items.Where(item => !IsEmpty(item))] })
            : entry.Value))
        : file;

    private static bool IsEmpty(YamlValue item) =>
        item is YamlScalar { Kind: YamlKind.Nothing } or YamlScalar { Kind: YamlKind.Text, Text.Length: 0, IsUnresolved: false };
}
