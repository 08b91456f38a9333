using System.Globalization;

namespace Slipway.Containers.Images;

/// <summary>The labels that our images carry.</summary>
public static class ImageLabels
{
    /// <summary>The fingerprint of what an image was built from: the engine itself remembers what is up to date.</summary>
    public const string Fingerprint = "io.slipway.fingerprint";

    /// <summary>The stack that an image belongs to.</summary>
    public const string Stack = "io.slipway.stack";

    // OCI image specification, annotations, pre-defined annotation keys.
    private const string Prefix = "org.opencontainers.image.";

    /// <summary>The labels that say what an image is and where it is from.</summary>
    public static IReadOnlyList<string> Expected { get; } = [Prefix + "title", Prefix + "version", Prefix + "revision", Prefix + "source", Prefix + "created"];

    /// <summary>Those of <see cref="Expected"/> that are known. The time is the commit's: the same commit gives the same image.</summary>
    /// <param name="title">What the image is called.</param>
    /// <param name="git">What git says.</param>
    public static IReadOnlyDictionary<string, string> Annotations(string title, GitFacts git)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { [Prefix + "title"] = title };
        (string Name, string? Value)[] known =
        [
            ("version", git.Description), ("revision", git.Revision), ("source", git.Source),
            ("created", git.Time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        ];
        foreach (var (name, value) in known)
        {
            if (value is not null)
                labels[Prefix + name] = value;
        }

        return labels;
    }
}
