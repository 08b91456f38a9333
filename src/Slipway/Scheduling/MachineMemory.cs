using System.Globalization;

namespace Slipway.Scheduling;

/// <summary>Reads how much memory this machine, and the control groups that this process is in, have left.</summary>
internal static class MachineMemory
{
    /// <summary>The least of what the kernel and the control groups say.</summary>
    /// <param name="root">Where the kernel's files are; <c>/</c> but in tests.</param>
    public static HostMemory Read(string root)
    {
        if (!OperatingSystem.IsLinux())
        {
            var memory = GC.GetGCMemoryInfo();
            return new HostMemory(new ByteSize(Math.Max(memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes, 0)), "this machine");
        }

        // The kernel's own estimate counts the page cache that it would give back (proc(5), MemAvailable).
        var available = Number(Line(Path.Combine(root, "proc/meminfo"), "MemAvailable:"), "MemAvailable:") * 1024 ?? 0;
        return LeftInControlGroups(root) is { } left && left < available
            ? new HostMemory(new ByteSize(left), "this control group")
            : new HostMemory(new ByteSize(available), "this machine");
    }

    // cgroups(7): version 2 has one hierarchy, the line '0::/path'; version 1 one for memory, 'N:…memory…:/path'. Every
    // group up to the root may limit. In a container the path may be the host's: what is not there says nothing.
    private static long? LeftInControlGroups(string root)
    {
        long? least = null;
        foreach (var line in Lines(Path.Combine(root, "proc/self/cgroup")))
        {
            var fields = line.Split(':', 3);
            if (fields.Length < 3 || (fields[1].Length > 0 && !fields[1].Split(',').Contains("memory", StringComparer.Ordinal)))
                continue;
            var isUnified = fields[1].Length == 0;
            var mount = Path.Combine(root, isUnified ? "sys/fs/cgroup" : "sys/fs/cgroup/memory");
            for (var group = fields[2].Trim('/'); ; group = Path.GetDirectoryName(group) ?? "")
            {
                if (Left(Path.Combine(mount, group), isUnified) is { } left)
                    least = Math.Min(least ?? long.MaxValue, left);
                if (group.Length == 0)
                    break;
            }
        }

        return least;
    }

    private static long? Left(string group, bool isUnified)
    {
        var limit = Number(Line(Path.Combine(group, isUnified ? "memory.max" : "memory.limit_in_bytes"), ""), "");
        var used = Number(Line(Path.Combine(group, isUnified ? "memory.current" : "memory.usage_in_bytes"), ""), "");
        var key = isUnified ? "inactive_file " : "total_inactive_file ";
        var cache = Number(Line(Path.Combine(group, "memory.stat"), key), key) ?? 0;
        return limit is null || used is null ? null : Math.Max(0, limit.Value - used.Value + cache);
    }

    private static string? Line(string file, string start) => Lines(file).FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal));

    // Without a limit, version 2 says 'max'.
    private static long? Number(string? line, string key) =>
        line is not null && long.TryParse(line.AsSpan(key.Length).Trim(" \tkB"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
