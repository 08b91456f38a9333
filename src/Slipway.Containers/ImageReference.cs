using System.Text.RegularExpressions;

namespace Slipway.Containers;

/// <summary>The full name of an image: registry, repository, and a tag, a digest or both.</summary>
/// <remarks>
/// Two references are equal when they name the same image, so <c>alpine</c> equals
/// <c>docker.io/library/alpine:latest</c>. The text the user wrote is kept in <see cref="Original"/>.
/// </remarks>
public sealed partial record ImageReference
{
    private const string Hub = "docker.io";

    private ImageReference(string original, string registry, string repository, string? tag, string? digest)
    {
        Original = original;
        Registry = registry;
        Repository = repository;
        Tag = tag;
        Digest = digest;
    }

    /// <summary>The text as written.</summary>
    public string Original { get; }

    /// <summary>The registry's host and port; <c>docker.io</c> unless written.</summary>
    public string Registry { get; }

    /// <summary>The path in the registry; one-word names of Docker Hub are in <c>library/</c>.</summary>
    public string Repository { get; }

    /// <summary>The tag; <c>latest</c> where neither tag nor digest is written, <see langword="null"/> with a digest alone.</summary>
    public string? Tag { get; }

    /// <summary>The digest such as <c>sha256:…</c>, where there is one.</summary>
    public string? Digest { get; }

    /// <summary>Whether it names the same image tomorrow: by a digest, or by a tag other than <c>latest</c>.</summary>
    public bool IsPinned => Digest is not null || Tag != "latest";

    /// <summary>The name without what is implied, as people write it: <c>alpine:latest</c>, <c>ghcr.io/a/b:1</c>.</summary>
    public string Familiar => (Registry, Repository) switch
    {
        (Hub, ['l', 'i', 'b', 'r', 'a', 'r', 'y', '/', .. var name]) when !name.Contains('/', StringComparison.Ordinal) => name + Suffix,
        (Hub, _) => Repository + Suffix,
        _ => $"{Registry}/{Repository}{Suffix}",
    };

    /// <summary>The name without registry, tag and digest, as it is put below another registry: <c>alpine</c>, <c>a/b</c>.</summary>
    public string PathBelow => (Registry, Repository) switch
    {
        (Hub, ['l', 'i', 'b', 'r', 'a', 'r', 'y', '/', .. var name]) => name,
        _ => Repository,
    };

    private string Suffix => (Tag is null ? "" : ":" + Tag) + (Digest is null ? "" : "@" + Digest);

    /// <summary>Reads <paramref name="text"/>.</summary>
    /// <param name="text">A name such as <c>python:3.11-slim</c> or <c>127.0.0.1:5000/shop/api@sha256:…</c>.</param>
    /// <param name="reference">What was read.</param>
    /// <returns>Whether <paramref name="text"/> is the name of an image.</returns>
    public static bool TryParse(string text, out ImageReference? reference)
    {
        reference = null;
        var match = Pattern().Match(text);
        if (!match.Success)
            return false;
        var name = match.Groups["name"].Value;
        var registry = Hub;
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0 && (name.AsSpan(0, slash).IndexOfAny(".:[") >= 0 || name.AsSpan(0, slash) is "localhost" || name.AsSpan(0, slash).ContainsAnyInRange('A', 'Z')))
        {
            registry = name[..slash];
            name = name[(slash + 1)..];
        }

        if (registry is "index.docker.io" or "registry-1.docker.io")
            registry = Hub;
        if (registry == Hub && !name.Contains('/', StringComparison.Ordinal))
            name = "library/" + name;
        if (!RepositoryPattern().IsMatch(name) || name.Length > 255)
            return false;
        var digest = match.Groups["digest"] is { Success: true } writtenDigest ? writtenDigest.Value : null;
        var tag = match.Groups["tag"] is { Success: true } writtenTag ? writtenTag.Value : null;
        reference = new ImageReference(text, registry, name, tag ?? (digest is null ? "latest" : null), digest);
        return true;
    }

    /// <summary>Reads <paramref name="text"/>.</summary>
    /// <param name="text">A name; see <see cref="TryParse"/>.</param>
    /// <exception cref="ProblemException">The text is not the name of an image.</exception>
    public static ImageReference Parse(string text) =>
        TryParse(text, out var reference) ? reference! : throw new ProblemException(Dockerfiles.DockerfilesProblems.BadImage(text));

    /// <summary>The same image under another tag.</summary>
    /// <param name="tag">The tag.</param>
    public ImageReference WithTag(string tag) => Parse($"{Registry}/{Repository}:{tag}");

    /// <inheritdoc/>
    public bool Equals(ImageReference? other) => other is not null
        && Registry == other.Registry && Repository == other.Repository && Tag == other.Tag && Digest == other.Digest;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Registry, Repository, Tag, Digest);

    /// <summary>The complete name: <c>docker.io/library/alpine:latest</c>.</summary>
    public override string ToString() => $"{Registry}/{Repository}{Suffix}";

    [GeneratedRegex(@"\A(?<name>[^@\s]+?)(:(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(@(?<digest>[a-z0-9]+([+._-][a-z0-9]+)*:[0-9a-fA-F]{32,}))?\z", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"\A[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*\z", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex RepositoryPattern();
}
