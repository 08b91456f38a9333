using System.Globalization;

namespace EndToEnd;

/// <summary>What runs on this machine.</summary>
internal static class Processes
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The processes that runs of the build in a project have started: they have its variables.</summary>
    public static IReadOnlyList<string> Of(Project project) => Having("environ", $"SLIPWAY_ROOT={project.Folder}\0");

    /// <summary>The processes with a text in their command line.</summary>
    public static IReadOnlyList<string> Named(string text) => Having("cmdline", text);

    /// <summary>Waits for a condition that no event tells.</summary>
    public static async Task UntilAsync(Func<bool> condition, string what, TimeSpan? patience = null)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < (patience ?? Patience), $"waited too long for: {what}");
            // What is waited for, such as the end of a process that is no child, sends no event.
            await Task.Delay(20);
        }
    }

    private static List<string> Having(string file, string text)
    {
        var found = new List<string>();
        foreach (var process in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(process), NumberStyles.None, CultureInfo.InvariantCulture, out _))
                continue;
            try
            {
                if (File.ReadAllText(Path.Combine(process, file)).Contains(text, StringComparison.Ordinal))
                    found.Add($"{Path.GetFileName(process)} {File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ').TrimEnd()}");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It has ended, or belongs to somebody else.
            }
        }

        return found;
    }
}
