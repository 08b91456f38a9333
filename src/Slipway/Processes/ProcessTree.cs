using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Slipway.Processes;

/// <summary>The processes below a process, read from <c>/proc</c> where there is one.</summary>
internal static partial class ProcessTree
{
    /// <summary>A process by id and start time: an id alone may have been given to another process since.</summary>
    internal readonly record struct Member(int Id, string StartTime);

    /// <summary>Sends SIGTERM, the polite request to end. Nothing on Windows, which has no such request.</summary>
    public static void Terminate(int processId)
    {
        if (!OperatingSystem.IsWindows())
            _ = SendSignal(processId, 15);
    }

    public static IReadOnlyList<Member> DescendantsOf(int processId)
    {
        if (!Directory.Exists("/proc/self"))
            return [];
        var children = new Dictionary<int, List<Member>>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Read(id) is { } stat)
                (children.TryGetValue(stat.Parent, out var list) ? list : children[stat.Parent] = []).Add(new Member(id, stat.StartTime));
        }

        var found = new List<Member>();
        var open = new Queue<int>([processId]);
        while (open.TryDequeue(out var parent))
        {
            foreach (var child in children.GetValueOrDefault(parent, []))
            {
                found.Add(child);
                open.Enqueue(child.Id);
            }
        }

        return found;
    }

    public static void Kill(IReadOnlyList<Member> members)
    {
        foreach (var member in members)
        {
            if (Read(member.Id)?.StartTime != member.StartTime)
                continue;
            try
            {
                using var process = Process.GetProcessById(member.Id);
                process.Kill();
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException)
            {
                // It ended by itself in between.
            }
        }
    }

    // proc(5): the command name in parentheses may hold anything, so the fields are counted after the last ')'.
    private static (int Parent, string StartTime)? Read(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (int.Parse(fields[1], CultureInfo.InvariantCulture), fields[19]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int processId, int signal);
}
