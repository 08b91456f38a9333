using Slipway.Processes;

namespace Slipway.Hosting;

/// <summary>Opens a page in the person's browser.</summary>
internal static class PageOpener
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Opens it with what the system has for that, or with the program that <c>BROWSER</c> names.</summary>
    /// <param name="page">A full path or an address.</param>
    /// <param name="processes">Starts the program.</param>
    /// <param name="environment">Where <c>BROWSER</c> may be.</param>
    /// <param name="cancellationToken">Stops waiting for the program.</param>
    /// <returns>Why it was not opened; <see langword="null"/> where it was.</returns>
    public static async Task<string?> OpenAsync(string page, IProcessRunner processes, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var program = environment.GetValueOrDefault("BROWSER") is { Length: > 0 } browser ? browser
            : OperatingSystem.IsWindows() ? "explorer"
            : OperatingSystem.IsMacOS() ? "open"
            : "xdg-open";
        try
        {
            var result = await processes.RunAsync(new ProcessInvocation { Program = program, Arguments = [page], Timeout = Patience }, cancellationToken);
            // Windows' explorer ends with 1 whatever it did.
            return result.Succeeded || OperatingSystem.IsWindows() ? null : $"{program} ended with {result.ExitCode}";
        }
        catch (ProcessStartException e)
        {
            return e.Message;
        }
        catch (ProcessTimeoutException)
        {
            // A browser that was not running stays in the foreground: the page is open.
            return null;
        }
    }
}
