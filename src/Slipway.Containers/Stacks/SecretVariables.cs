namespace Slipway.Containers.Stacks;

/// <summary>Tells which variables hold secrets.</summary>
internal static class SecretVariables
{
    private static readonly string[] Words = ["SECRET", "PASSWORD", "PASS", "TOKEN", "KEY", "CREDENTIAL"];

    /// <summary>The secrets, each once.</summary>
    /// <param name="variables">Names and values.</param>
    public static IEnumerable<Secret> Of(IEnumerable<(string Name, string Value)> variables) => variables
        .SelectMany(variable => SecretsIn(variable.Name, variable.Value))
        .Where(value => value.Length > 0)
        .Distinct(StringComparer.Ordinal)
        .Select(value => new Secret(value));

    /// <summary>Whether a variable's name says that it holds a secret.</summary>
    /// <param name="name">The name.</param>
    public static bool IsNamedSecret(string name) =>
        name.Split('_').Any(part => Words.Any(word => part.Equals(word, StringComparison.OrdinalIgnoreCase) || part.EndsWith("PASSWORD", StringComparison.OrdinalIgnoreCase)));

    // A program that is given an address shows the password alone, and often as it was before it was encoded.
    private static IEnumerable<string> SecretsIn(string name, string value) => PasswordIn(value) is { Length: > 0 } password
        ? [value, password, Uri.UnescapeDataString(password)]
        : IsNamedSecret(name) ? [value] : [];

    // scheme://user:password@host (RFC 3986, section 3.2.1). The last '@' before the path ends the password; where there
    // is none, the password holds a '/' that should have been encoded.
    private static string? PasswordIn(string value)
    {
        var scheme = value.IndexOf("://", StringComparison.Ordinal);
        if (scheme <= 0)
            return null;
        var rest = value[(scheme + 3)..];
        var path = rest.IndexOfAny(['/', '?', '#']);
        var at = (path < 0 ? rest : rest[..path]).LastIndexOf('@');
        if (at < 0)
            at = rest.IndexOf('@', StringComparison.Ordinal);
        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && colon < at ? rest[(colon + 1)..at] : null;
    }
}
