using System.Buffers;

namespace Slipway.Containers.Contexts;

/// <summary>Where a build context, or one of <c>additional_contexts</c>, is.</summary>
public sealed record ContextLocation
{
    private static readonly string[] Schemes = ["git://", "ssh://", "git@", "github.com/"];
    private static readonly string[] Archives = [".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".tar.zst"];
    private static readonly SearchValues<char> User = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");
    private static readonly SearchValues<char> Host = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-");

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

        if (IsRepository(written))
            return Repository(written);
        if (IsWeb(written))
            return new ContextLocation { Kind = ContextLocationKind.Address, Address = written };
        return new ContextLocation { Kind = Archives.Any(end => written.EndsWith(end, StringComparison.Ordinal)) ? ContextLocationKind.Archive : ContextLocationKind.Folder, Address = written };
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

    private static bool IsWeb(string written) => written.StartsWith("http://", StringComparison.Ordinal) || written.StartsWith("https://", StringComparison.Ordinal);

    // An address is a repository where its path ends so, or its scheme says so.
    private static bool IsRepository(string written)
    {
        if (Schemes.Any(scheme => written.StartsWith(scheme, StringComparison.Ordinal)) || IsSecureCopy(written))
            return true;
        var end = written.IndexOf('#', StringComparison.Ordinal) is >= 0 and var hash ? hash : written.Length;
        return IsWeb(written) && !written.AsSpan(0, end).Contains('?') && written.AsSpan(0, end).EndsWith(".git", StringComparison.Ordinal);
    }

    // somebody@host:path, as scp(1) writes it.
    private static bool IsSecureCopy(string written)
    {
        var at = written.AsSpan().IndexOfAnyExcept(User);
        if (at <= 0 || written[at] != '@')
            return false;
        var host = written.AsSpan(at + 1);
        return host.IndexOfAnyExcept(Host) is > 0 and var end && host[end] == ':';
    }
}
