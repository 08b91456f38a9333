using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Slipway.Containers.Engine;

namespace Slipway.Containers.Images;

/// <summary>The control group that the steps of one build run in: it tells what memory they take, and whether that was too much.</summary>
/// <remarks>Only where the engine runs on this machine, makes control groups by itself, and lets this user make some too.</remarks>
internal sealed class BuildGroup : IAsyncDisposable
{
    // What a step takes rises and falls; what the group counts as its peak holds the cache of files too.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private const int NameLength = 10;
    private const string First = "/sys/fs/cgroup/memory";
    private const string Second = "/sys/fs/cgroup";

    private readonly string _folder;
    private readonly bool _isSecond;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _watching;
    private readonly long _failuresBefore;
    private long _peak;

    private BuildGroup(string folder, string name, bool isSecond, TimeProvider time)
    {
        _folder = folder;
        _isSecond = isSecond;
        Name = name;
        // A build beside this one, or one that was killed, may have left the group behind.
        _failuresBefore = Number("memory.failcnt");
        _watching = WatchAsync(time);
    }

    /// <summary>What the engine is told.</summary>
    public string Name { get; }

    /// <summary>The most that the steps have taken up to now.</summary>
    public ByteSize Peak => new(Interlocked.Read(ref _peak));

    /// <summary>What was taken when it was too much: the cache of files counts then too.</summary>
    public ByteSize AtKill => new(Math.Max(Peak.Bytes, Number(_isSecond ? "memory.peak" : "memory.max_usage_in_bytes")));

    /// <summary>Whether steps wanted more than a limit of this group gives.</summary>
    public bool HasFailed => Number("memory.failcnt") > _failuresBefore;

    /// <summary>Makes a group; <see langword="null"/> where that cannot be done.</summary>
    /// <param name="info">The settings of the engine, which runs on this machine.</param>
    /// <param name="below">The group to make it in; that of the machine unless given.</param>
    /// <param name="dockerfile">
    /// What is built, in words that are the same in each clone and on each machine. BuildKit's cache knows a step by its group too:
    /// what is built from one Dockerfile has one name, run for run, or no step would be found again.
    /// </param>
    /// <param name="time">Measures the times between looks.</param>
    public static BuildGroup? TryMake(EngineInfo info, string? below, string dockerfile, TimeProvider time)
    {
        if (info.CgroupDriver != "cgroupfs")
            return null;
        var isSecond = info.CgroupVersion == "2";
        var root = isSecond ? Second : First;
        var name = $"{(below is null ? "" : "/" + below.Trim('/'))}/slipway-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(dockerfile)))[..NameLength]}";
        try
        {
            if (!Directory.Exists(root))
                return null;
            Directory.CreateDirectory(root + name);
            return new BuildGroup(root + name, name, isSecond, time);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
#pragma warning disable VSTHRD003 // Started by this object, for as long as it lives.
        await _watching;
#pragma warning restore VSTHRD003
        _end.Dispose();
        // The engine makes the group for every controller, and removes its own below it only.
        foreach (var controller in _isSecond ? [Second] : Directory.EnumerateDirectories(Second))
            Remove(controller + Name);
    }

    private static void Remove(string folder)
    {
        try
        {
            if (!Directory.Exists(folder))
                return;
            foreach (var below in Directory.EnumerateDirectories(folder))
                Remove(below);
            // The system removes its files with it.
            Directory.Delete(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Something still runs in it, or the engine was quicker: an empty group costs nothing.
        }
    }

    // Control groups tell of no change.
    private async Task WatchAsync(TimeProvider time)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Interval, time, _end.Token);
                _peak = Math.Max(_peak, Taken());
            }
        }
        catch (OperationCanceledException)
        {
            // The build is over.
        }
    }

    // Of the group and all below it, without the cache of files, which gives way. Files in memory do not.
    private long Taken()
    {
        try
        {
            var prefix = _isSecond ? "" : "total_";
            var (own, shared) = (_isSecond ? "anon " : "total_rss ", prefix + "shmem ");
            return File.ReadLines(Path.Combine(_folder, "memory.stat"))
                .Where(line => line.StartsWith(own, StringComparison.Ordinal) || line.StartsWith(shared, StringComparison.Ordinal))
                .Sum(line => long.Parse(line.AsSpan(line.IndexOf(' ', StringComparison.Ordinal) + 1), NumberStyles.None, CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return 0;
        }
    }

    private long Number(string file)
    {
        try
        {
            return long.TryParse(File.ReadAllText(Path.Combine(_folder, file)).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
