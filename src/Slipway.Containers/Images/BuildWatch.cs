using System.Globalization;
using Slipway.Containers.Engine;

namespace Slipway.Containers.Images;

/// <summary>Watches what memory the steps of one build take, as far as the engine's machine is this one.</summary>
internal sealed class BuildWatch : IAsyncDisposable
{
    private readonly bool _isHere;
    private readonly long _killsBefore;
    private readonly BuildGroup? _group;

    private BuildWatch(bool isHere, BuildGroup? group)
    {
        (_isHere, _group) = (isHere, group);
        _killsBefore = isHere ? Kills() : 0;
    }

    /// <summary>The control group that the steps have to run in to be watched; <see langword="null"/> where none could be made.</summary>
    public string? Group => _group?.Name;

    /// <summary>The most that the steps have taken; <see langword="null"/> where nobody knows.</summary>
    public ByteSize? Peak => _group?.Peak is { Bytes: > 0 } peak ? peak : null;

    /// <summary>What was taken when it was too much; <see langword="null"/> where nobody knows.</summary>
    public ByteSize? AtKill => _group?.AtKill is { Bytes: > 0 } peak ? peak : null;

    /// <summary>Whether the system has killed for memory since the build began.</summary>
    public bool HasKilled => _isHere && (Kills() > _killsBefore || _group?.HasFailed == true);

    /// <summary>Begins to watch.</summary>
    /// <param name="engine">The engine that builds.</param>
    /// <param name="info">Its settings.</param>
    /// <param name="below">The group that the steps are to run below; that of the machine unless given.</param>
    /// <param name="dockerfile">What is built, in words that are the same in each clone.</param>
    /// <param name="time">Measures the times between looks.</param>
    public static BuildWatch Begin(EngineClient engine, EngineInfo info, string? below, string dockerfile, TimeProvider time)
    {
        var isHere = engine.Endpoint.SocketPath is not null && OperatingSystem.IsLinux();
        return new BuildWatch(isHere, isHere ? BuildGroup.TryMake(info, below, dockerfile, time) : null);
    }

    public ValueTask DisposeAsync() => _group?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static long Kills()
    {
        try
        {
            var line = File.ReadLines("/proc/vmstat").FirstOrDefault(line => line.StartsWith("oom_kill ", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan("oom_kill ".Length), NumberStyles.None, CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return 0;
        }
    }
}
