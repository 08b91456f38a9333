using System.Text;

namespace Slipway.GitHub.Workflows;

/// <summary>Names of the build as GitHub writes them.</summary>
internal static class Names
{
    /// <summary><c>build-images</c> for <c>BuildImages</c>: what jobs and artifacts are called.</summary>
    public static string Kebab(string name) => Parted(name, '-').ToLowerInvariant();

    /// <summary><c>REGISTRY_PASSWORD</c> for <c>RegistryPassword</c>: what secrets are called, which must not begin with <c>GITHUB_</c>.</summary>
    public static string Secret(string name)
    {
        var secret = Parted(name, '_').ToUpperInvariant();
        return secret.StartsWith("GITHUB_", StringComparison.Ordinal) || char.IsAsciiDigit(secret[0]) ? "SLIPWAY_" + secret : secret;
    }

    private static string Parted(string name, char sign)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord)
                text.Append(sign);
            text.Append(char.IsAsciiLetterOrDigit(name[i]) ? name[i] : sign);
        }

        return text.ToString();
    }
}
