using System.Globalization;

namespace Slipway.Reporting;

/// <summary>Folders for the logs of runs that work beside others: one for each process, for as long as nobody else looks.</summary>
internal static class BesideLogs
{
    /// <summary>The folder of this process; those of processes that have ended go.</summary>
    /// <param name="tempFolder">The build's folder for what may be deleted.</param>
    public static string Open(string tempFolder)
    {
        var folder = Path.Combine(tempFolder, "beside");
        var own = Path.Combine(folder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        foreach (var old in Directory.Exists(folder) ? Directory.EnumerateDirectories(folder) : [])
        {
            if (old != own && !Lives(Path.GetFileName(old)))
                Remove(old);
        }

        return Path.Combine(own, "logs");
    }

    private static bool Lives(string name)
    {
        if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return false;
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another run removes it at the same time.
        }
    }
}
