using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Containers.Composing;

/// <summary>Reads what <c>version --short</c> says.</summary>
internal static partial class ComposeVersion
{
    /// <summary>The version in the last line, which may start with <c>v</c> and end with a packager's suffix; <see langword="null"/> where there is none.</summary>
    public static Version? Parse(string output)
    {
        var line = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [.., var last] ? last : "";
        if (Shape.Match(line) is not { Success: true } match)
            return null;
        int Part(string name) => int.Parse(match.Groups[name].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        return new Version(Part("major"), Part("minor"), Part("patch"));
    }

    [GeneratedRegex(@"^v?(?<major>\d{1,4})\.(?<minor>\d{1,4})\.(?<patch>\d{1,4})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Shape { get; }
}
