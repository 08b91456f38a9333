using System.Text.RegularExpressions;
using Slipway.Containers.Compose;

namespace Slipway.Containers.Linting.Rules;

/// <summary>Tells names and values of secrets.</summary>
internal static partial class SecretNames
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

    /// <summary>Whether a value of a compose file falls back to something that is written there: <c>${PASSWORD:-secret}</c>.</summary>
    public static bool HasDefault(string value) =>
        Template.TryParse(value, out var template, out _) && template.Variables.Any(variable => variable is { Operator: TemplateOperator.Default, Word: { } word } && !IsReference(word.Expand(_ => "", _ => { })));

    /// <summary>Whether a text has an address with a password in it; one that comes from a variable is none.</summary>
    public static bool IsInAddress(string text) => Address.IsMatch(text);

    /// <summary>Whether a text has a header with credentials in it; those that come from a variable are none.</summary>
    public static bool IsInHeader(string text) => Header.IsMatch(text);

    // RFC 3986, section 3.2.1: userinfo ends at the @ in front of the host.
    [GeneratedRegex(@"[a-z][a-z0-9+.-]*://[^\s:/@]*:[^\s/@$]+@", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Address { get; }

    // RFC 9110, section 11.4.
    [GeneratedRegex(@"authorization:\s*(bearer|basic|token)\s+[^\s$""']{6,}", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Header { get; }
}
