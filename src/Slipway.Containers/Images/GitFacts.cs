using Slipway.Processes;

namespace Slipway.Containers.Images;

/// <summary>What git says of the folder that is built.</summary>
public sealed record GitFacts
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Outside a repository, and without git.</summary>
    public static GitFacts None { get; } = new();

    /// <summary>The commit, in full; <see langword="null"/> outside a repository.</summary>
    public string? Revision { get; init; }

    /// <summary>When that commit was made.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The nearest tag with the distance from it, such as <c>v1.4.2-3-g1a2b3c4-dirty</c>; the short commit where there is no tag.</summary>
    public string? Description { get; init; }

    /// <summary>Where the repository is from, without user and password.</summary>
    public string? Source { get; init; }

    /// <summary>Asks git about a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="processes">Starts git.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    public static async Task<GitFacts> OfAsync(string folder, IProcessRunner processes, CancellationToken cancellationToken)
    {
        try
        {
            var log = AskAsync(["log", "-1", "--format=%H %cI"]);
            var description = AskAsync(["describe", "--tags", "--always", "--dirty"]);
            var source = AskAsync(["config", "--get", "remote.origin.url"]);
            if ((await log)?.Split(' ') is not [var revision, var time])
            {
                await Task.WhenAll(description, source);
                return None;
            }

            return new GitFacts
            {
                Revision = revision,
                Time = DateTimeOffset.TryParse(time, System.Globalization.CultureInfo.InvariantCulture, out var made) ? made : null,
                Description = await description,
                Source = await source is { } url ? WithoutPassword(url) : null,
            };
        }
        catch (ProcessStartException)
        {
            return None;
        }

        async Task<string?> AskAsync(IReadOnlyList<string> arguments)
        {
            // Not in anybody's log: the address of the repository may hold a password.
            var result = await processes.RunAsync(
                new ProcessInvocation { Program = "git", Arguments = arguments, WorkingFolder = folder, Timeout = Patience, OnOutput = _ => { } }, cancellationToken);
            return result.Succeeded && result.StandardOutput.Trim() is { Length: > 0 } text ? text : null;
        }
    }

    private static string WithoutPassword(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.UserInfo.Length == 0)
            return url;
        return new UriBuilder(address) { UserName = "", Password = "" }.Uri.ToString();
    }
}
