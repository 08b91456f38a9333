namespace Slipway.BuildKit;

/// <summary>A cache to read from or to write to.</summary>
/// <param name="Type">Such as <c>registry</c>, <c>inline</c> or <c>local</c>.</param>
/// <param name="Attributes">Such as <c>ref</c> and <c>mode</c>.</param>
public sealed record CacheOption(string Type, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>Reads an option as <c>docker buildx</c> writes it: <c>type=registry,ref=host/name</c>, or a reference alone.</summary>
    /// <param name="text">The option.</param>
    /// <exception cref="FormatException">A part of it is no <c>key=value</c>, or it names no type.</exception>
    public static CacheOption Parse(string text)
    {
        if (!text.Contains('=', StringComparison.Ordinal))
            return new CacheOption("registry", new Dictionary<string, string>(StringComparer.Ordinal) { ["ref"] = text });
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.Split('=', 2) is not [{ Length: > 0 } key, var value])
                throw new FormatException($"'{part}' is not written as key=value");
            attributes[key] = value;
        }

        return attributes.Remove("type", out var type) ? new CacheOption(type, attributes) : throw new FormatException("there is no type=");
    }
}
