using Slipway.Processes;

namespace Slipway.Containers.Images;

/// <summary>The commit that a folder is at.</summary>
internal static class GitRevision
{
    /// <summary>Its hash, or <see langword="null"/> outside a repository and without git.</summary>
    public static async Task<string?> OfAsync(string folder, RunContext run)
    {
        try
        {
            var result = await run.Processes.RunAsync(
                new ProcessInvocation { Program = "git", Arguments = ["rev-parse", "HEAD"], WorkingFolder = folder, Timeout = TimeSpan.FromSeconds(10) },
                run.CancellationToken);
            return result.Succeeded ? result.StandardOutput.Trim() : null;
        }
        catch (ProcessStartException)
        {
            return null;
        }
    }
}
