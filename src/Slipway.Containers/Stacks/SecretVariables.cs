using Slipway.Containers.Compose;

namespace Slipway.Containers.Stacks;

/// <summary>Tells which variables of an environment file hold secrets.</summary>
internal static class SecretVariables
{
    private static readonly string[] Words = ["SECRET", "PASSWORD", "PASS", "TOKEN", "KEY", "CREDENTIAL"];

    public static IEnumerable<Secret> Of(DotEnv file) =>
        from variable in file.Variables
        where variable.Value.Length > 0 && (IsNamedSecret(variable.Name) || HasPassword(variable.Value))
        select new Secret(variable.Value);

    private static bool IsNamedSecret(string name) =>
        name.Split('_').Any(part => Words.Any(word => part.Equals(word, StringComparison.OrdinalIgnoreCase) || part.EndsWith("PASSWORD", StringComparison.OrdinalIgnoreCase)));

    // scheme://user:password@host (RFC 3986, section 3.2.1)
    private static bool HasPassword(string value)
    {
        var authority = value.IndexOf("://", StringComparison.Ordinal);
        var at = value.IndexOf('@', StringComparison.Ordinal);
        return authority > 0 && at > authority && value.AsSpan(authority + 3, at - authority - 3).Contains(':');
    }
}
