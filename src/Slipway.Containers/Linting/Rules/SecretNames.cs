namespace Slipway.Containers.Linting.Rules;

/// <summary>Tells names and values of secrets.</summary>
internal static class SecretNames
{
    private static readonly string[] Words = ["SECRET", "PASSWORD", "PASSWD", "TOKEN", "APIKEY", "CREDENTIAL", "CREDENTIALS"];
    private static readonly string[] Keys = ["API", "SECRET", "PRIVATE", "ACCESS", "AUTH", "ENCRYPTION", "SIGNING"];
    private static readonly string[] Around = ["FILE", "PATH", "URL", "DIR", "NAME", "TTL", "EXPIRY", "LENGTH", "ID", "ENABLED", "ALGORITHM"];

    /// <summary>Whether a variable of that name holds a secret; the path of one is none.</summary>
    public static bool IsSecret(string name)
    {
        var parts = name.ToUpperInvariant().Split('_', '-');
        if (Around.Contains(parts[^1], StringComparer.Ordinal))
            return false;
        return parts.Any(part => Words.Any(word => part == word || part.EndsWith("PASSWORD", StringComparison.Ordinal)))
            || (parts is [.., var before, "KEY"] && Keys.Contains(before, StringComparer.Ordinal));
    }

    /// <summary>Whether a value says nothing: empty, or taken from elsewhere.</summary>
    public static bool IsReference(string? value) =>
        string.IsNullOrEmpty(value) || value.Contains('$', StringComparison.Ordinal) || value.StartsWith("/run/secrets/", StringComparison.Ordinal);
}
