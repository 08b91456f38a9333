using System.Globalization;

namespace Slipway.Planning;

/// <summary>How much memory a run may use when nobody says.</summary>
internal static class MemoryBudget
{
    // What the system, the engine and the person at the desk keep for themselves.
    private const long Reserve = 512L * 1024 * 1024;

    /// <summary>What the machine has available less a reserve, and at least a quarter of a gigabyte.</summary>
    public static ByteSize Default() => new(Math.Max(Available() - Reserve, 256L * 1024 * 1024));

    private static long Available()
    {
        // The kernel's own estimate counts the page cache that it would give back (proc(5), MemAvailable).
        const string key = "MemAvailable:";
        if (OperatingSystem.IsLinux())
        {
            foreach (var line in File.ReadLines("/proc/meminfo"))
            {
                if (line.StartsWith(key, StringComparison.Ordinal))
                    return long.Parse(line.AsSpan(key.Length, line.Length - key.Length - 3).Trim(), CultureInfo.InvariantCulture) * 1024;
            }
        }

        var memory = GC.GetGCMemoryInfo();
        return memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes;
    }
}
