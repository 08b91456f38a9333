using System.Text.RegularExpressions;

namespace Slipway.Containers.Contexts;

/// <summary>Where a build context, or one of <c>additional_contexts</c>, is.</summary>
public sealed partial record ContextLocation
{
    /// <summary>The kind of place.</summary>
    public required ContextLocationKind Kind { get; init; }

    /// <summary>The folder, address, image or name.</summary>
    public required string Address { get; init; }

    /// <summary>The branch, tag or commit of a repository, where one is named.</summary>
    public string? Revision { get; init; }

    /// <summary>The folder inside of a repository, where one is named.</summary>
    public string? Folder { get; init; }

    /// <summary>Tells what <paramref name="written"/> names.</summary>
    /// <param name="written">A context as the compose file or the command line has it.</param>
    public static ContextLocation Of(string written)
    {
        if (written == "-")
            return new ContextLocation { Kind = ContextLocationKind.StandardInput, Address = written };
        foreach (var (scheme, kind) in ((string, ContextLocationKind)[])
            [("docker-image://", ContextLocationKind.Image), ("oci-layout://", ContextLocationKind.Layout), ("target:", ContextLocationKind.Target), ("service:", ContextLocationKind.Target)])
        {
            if (written.StartsWith(scheme, StringComparison.Ordinal))
                return new ContextLocation { Kind = kind, Address = written[scheme.Length..] };
        }

        if (GitPattern().IsMatch(written))
            return Repository(written);
        if (written.StartsWith("http://", StringComparison.Ordinal) || written.StartsWith("https://", StringComparison.Ordinal))
            return new ContextLocation { Kind = ContextLocationKind.Address, Address = written };
        return new ContextLocation { Kind = ArchivePattern().IsMatch(written) ? ContextLocationKind.Archive : ContextLocationKind.Folder, Address = written };
    }

    private static ContextLocation Repository(string written)
    {
        var hash = written.IndexOf('#', StringComparison.Ordinal);
        var parts = hash < 0 ? [] : written[(hash + 1)..].Split(':', 2);
        return new ContextLocation
        {
            Kind = ContextLocationKind.Git,
            Address = hash < 0 ? written : written[..hash],
            Revision = parts is [{ Length: > 0 } revision, ..] ? revision : null,
            Folder = parts is [_, { Length: > 0 } folder] ? folder : null,
        };
    }

    // An address is a repository where its path ends so, or its scheme says so.
    [GeneratedRegex(@"\A(git://|ssh://|git@|github\.com/|[A-Za-z0-9_-]+@[A-Za-z0-9.-]+:|https?://[^?#]*\.git(#|\z))", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex GitPattern();

    [GeneratedRegex(@"\.(tar|tar\.gz|tgz|tar\.bz2|tar\.xz|tar\.zst)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ArchivePattern();
}
