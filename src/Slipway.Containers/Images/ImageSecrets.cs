using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Containers.Engine;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Images;

/// <summary>Finds what looks like secrets in an image: variables, build arguments in its history, files.</summary>
internal static partial class ImageSecrets
{
    // The variable says where the secret is, or something about it, and not what it is.
    private static readonly string[] Harmless = ["_FILE", "_PATH", "_DIR", "_URL", "_URI", "_HEADER", "_NAME", "_ID", "_LENGTH", "_TTL", "_EXPIRY", "_MINUTES", "_SECONDS", "_ALGORITHM"];

    // What packages bring, such as keys of their tests, is nobody's secret.
    private static readonly string[] OfPackages = ["node_modules/", "site-packages/", "dist-packages/", "usr/share/", "usr/lib/", "usr/local/lib/", "var/lib/", "go/pkg/"];

    /// <summary>Everything above the base, each with what to do.</summary>
    public static IEnumerable<string> In(ImageDetails image, ImageDetails? below, IReadOnlyList<string> history, ImageContent? content)
    {
        var inherited = (below?.Environment ?? []).ToHashSet(StringComparer.Ordinal);
        foreach (var variable in image.Environment.Where(variable => !inherited.Contains(variable)))
        {
            var equals = variable.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && equals < variable.Length - 1 && IsSecret(variable[..equals]))
                yield return $"ENV {variable[..equals]} looks like a secret: give it to the container when it starts, or to the build with RUN --mount=type=secret";
        }

        foreach (var name in history.SelectMany(Arguments).Distinct(StringComparer.Ordinal).Where(IsSecret))
            yield return $"build argument {name} looks like a secret, and the image's history holds it: use RUN --mount=type=secret";

        var skipped = below is not null && image.Layers.Take(below.Layers.Count).SequenceEqual(below.Layers, StringComparer.Ordinal) ? below.Layers.Count : 0;
        foreach (var file in (content?.Layers ?? []).Skip(skipped).SelectMany(layer => layer.Secrets).DistinctBy(file => file.Path, StringComparer.Ordinal))
        {
            if (!OfPackages.Any(folder => file.Path.Contains("/" + folder, StringComparison.Ordinal)))
                yield return $"{file.Path} looks like {file.Why}: exclude it by .dockerignore, or mount it while building (a later RUN rm leaves it in its layer)";
        }
    }

    private static bool IsSecret(string name) =>
        SecretVariables.IsNamedSecret(name) && !Array.Exists(Harmless, end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase));

    // "RUN |2 A=b C=d /bin/sh -c make": so many arguments were given.
    private static IEnumerable<string> Arguments(string createdBy)
    {
        if (Given.Match(createdBy) is not { Success: true } given)
            return [];
        var count = int.Parse(given.Groups["count"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        return Name.Matches(createdBy[(given.Index + given.Length)..]).Take(count).Select(match => match.Groups["name"].Value);
    }

    [GeneratedRegex(@"^(RUN )?\|(?<count>\d{1,4})(?= )", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Given { get; }

    [GeneratedRegex(@" (?<name>[A-Za-z_][A-Za-z0-9_]{0,200})=\S", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Name { get; }
}
