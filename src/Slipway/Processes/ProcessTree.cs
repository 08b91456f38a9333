using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Slipway.Processes;

/// <summary>The processes below a process, read from <c>/proc</c> where there is one.</summary>
internal static partial class ProcessTree
{
    /// <summary>A process by id and start time: an id alone may have been given to another process since.</summary>
    internal readonly record struct Member(int Id, string StartTime);

    private const int Term = 15;
    private const int KillNow = 9;

    // No event tells that a process that is not our child has ended.
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(20);

    // Only a process that hangs in the kernel takes longer, and nothing can be done about that one.
    private static readonly TimeSpan LongestDeath = TimeSpan.FromSeconds(1);

    /// <summary>Asks a process and all below it to end, and kills what is left of them after a while.</summary>
    /// <param name="process">A process that this one started.</param>
    /// <param name="patience">How long they have.</param>
    /// <param name="time">Measures it.</param>
    public static async Task EndAsync(Process process, TimeSpan patience, TimeProvider time)
    {
        // Descendants are listed before the parent goes: afterwards their parent is init and nobody finds them.
        var tree = new HashSet<Member>(DescendantsOf([process.Id]));
        if (!OperatingSystem.IsWindows())
        {
            foreach (var member in tree)
                Signal(member, Term);
            _ = SendSignal(process.Id, Term);
            var started = time.GetTimestamp();
            while (!process.HasExited || tree.Any(IsAlive))
            {
                var left = patience - time.GetElapsedTime(started);
                if (left <= TimeSpan.Zero)
                    break;
                await Task.Delay(left < LookAgain ? left : LookAgain, time);
            }
        }

        // Whatever they started in the meantime belongs to them.
        while (true)
        {
            var more = DescendantsOf([process.Id, .. tree.Where(IsAlive).Select(member => member.Id)]).Where(tree.Add).ToList();
            foreach (var member in tree)
                Signal(member, KillNow);
            if (more.Count == 0)
                break;
        }

        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);

        // A killed process is gone when the system next runs it, which takes a moment on a busy machine.
        var killed = time.GetTimestamp();
        while (tree.Any(IsAlive) && time.GetElapsedTime(killed) < LongestDeath)
            await Task.Delay(LookAgain, time);
    }

    /// <summary>Kills all processes below a process, at once.</summary>
    /// <param name="processId">The process; it is left alone.</param>
    public static void KillBelow(int processId)
    {
        var tree = new HashSet<Member>();
        // Until there are no new ones: they may have been starting others.
        while (DescendantsOf([processId, .. tree.Select(member => member.Id)]).Where(tree.Add).ToList() is { Count: > 0 } more)
        {
            foreach (var member in more)
                Signal(member, KillNow);
        }
    }

    private static List<Member> DescendantsOf(IEnumerable<int> roots)
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
        var open = new Queue<int>(roots);
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

    private static void Signal(Member member, int signal)
    {
        if (IsAlive(member))
            _ = SendSignal(member.Id, signal);
    }

    // A zombie has ended and waits for its parent to notice.
    private static bool IsAlive(Member member) =>
        Read(member.Id) is { State: not "Z" } stat && stat.StartTime == member.StartTime;

    // proc(5): the command name in parentheses may hold anything, so the fields are counted after the last ')'.
    private static (string State, int Parent, string StartTime)? Read(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (fields[0], int.Parse(fields[1], CultureInfo.InvariantCulture), fields[19]);
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
