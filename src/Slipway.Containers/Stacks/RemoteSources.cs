using Slipway.Containers.Compose;
using Slipway.Containers.Contexts;

namespace Slipway.Containers.Stacks;

/// <summary>What an image is built from that lies elsewhere: its context, or some of its additional contexts.</summary>
internal static class RemoteSources
{
    // What BuildKit takes for a commit; shorter ones are names to it, and names may move.
    private const int CommitLength = 40;

    /// <summary>Whether the engine can fetch a context from what is written.</summary>
    /// <param name="written">The context.</param>
    public static bool CanFetch(string written) => ContextLocation.Of(written).Kind is ContextLocationKind.Git or ContextLocationKind.Address;

    /// <summary>The addresses, fit to be shown, that may give something else tomorrow: all but whole commits of Git repositories.</summary>
    /// <param name="image">The image.</param>
    public static IReadOnlyList<string> MovingOf(Image image) => [.. AddressesOf(image.Build, image.Contexts).Where(address => !IsPinned(address)).Select(Shown)];

    /// <summary>Whether a repository is fetched over SSH, with the keys of whoever builds.</summary>
    /// <param name="image">The image.</param>
    public static bool UseSsh(Image image) => AddressesOf(image.Build, image.Contexts).Any(address => ContextLocation.Of(address) is { Kind: ContextLocationKind.Git } git
        && (git.Address.StartsWith("ssh://", StringComparison.Ordinal) || !git.Address.Contains("://", StringComparison.Ordinal))
        && git.Address.Contains('@', StringComparison.Ordinal));

    /// <summary>An address without the name and the password that may be in it.</summary>
    /// <param name="address">The address.</param>
    public static string Shown(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : -1;
        if (start < 0)
            return address;
        var end = address.AsSpan(start).IndexOfAny('/', '?', '#') is >= 0 and var host ? start + host : address.Length;
        var at = address.LastIndexOf('@', end - 1, end - start);
        return at < 0 ? address : address[..start] + address[(at + 1)..];
    }

    /// <summary>What messages call the Dockerfile there.</summary>
    /// <param name="build">A build whose context is an address.</param>
    public static string DockerfileOf(ComposeBuild build)
    {
        var location = ContextLocation.Of(build.Context);
        var folder = location.Folder is { } inside ? inside.TrimEnd('/') + "/" : "";
        var revision = location.Kind == ContextLocationKind.Git ? "#" + location.Revision : "";
        return $"{Shown(location.Address)}{revision}:{folder}{build.Dockerfile}";
    }

    private static IEnumerable<string> AddressesOf(ComposeBuild build, StackContexts contexts) =>
        build.IsRemote ? contexts.Addresses.Values.Prepend(build.Context) : contexts.Addresses.Values;

    private static bool IsPinned(string address) => ContextLocation.Of(address) is { Kind: ContextLocationKind.Git, Revision: { Length: CommitLength } revision }
        && revision.All(char.IsAsciiHexDigitLower);
}
