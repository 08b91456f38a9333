using System.Globalization;
using Slipway.Containers.Engine;

namespace Slipway.Containers.Watching;

/// <summary>What is known of one container, and what that is worth telling.</summary>
/// <param name="service">Its service.</param>
/// <param name="name">Its name.</param>
/// <param name="options">What counts.</param>
internal sealed class WatchedContainer(string service, string name, WatchdogOptions options)
{
    // What was told once is told again only after it was clearly over.
    private const double Relief = 0.95;

    private readonly Queue<DateTimeOffset> _ends = new();
    private ContainerSample? _last;
    private DateTimeOffset? _busySince;
    private bool _isFull;
    private bool _isBusy;
    private bool _isUnhealthy;
    private bool _isLooping;
    private bool _wasKilled;

    /// <summary>The most memory that it may use; nothing is told of one that has no limit.</summary>
    public ByteSize? MemoryLimit { get; set; }

    /// <summary>The processors that it may use: its limit, or all of the machine.</summary>
    public double Processors { get; set; } = 1;

    public IEnumerable<Alert> See(ContainerSample sample)
    {
        foreach (var alert in SeeMemory(sample))
            yield return alert;
        if (_last is { } last && sample.Time > last.Time)
        {
            foreach (var alert in SeeProcessors(sample, 100 * sample.ProcessorsSince(last) / Processors, last.Time))
                yield return alert;
        }

        _last = sample;
    }

    public IEnumerable<Alert> SeeHealth(bool isUnhealthy, DateTimeOffset time, string detail)
    {
        if (isUnhealthy == _isUnhealthy)
            yield break;
        _isUnhealthy = isUnhealthy;
        yield return isUnhealthy ? Of(time, AlertKind.Unhealthy, $"is unhealthy{detail}") : Of(time, AlertKind.Unhealthy, "is healthy again") with { IsOver = true };
    }

    public Alert SeeOutOfMemory(DateTimeOffset time) =>
        Of(time, AlertKind.OutOfMemory, $"the kernel killed a process for memory{(MemoryLimit is { } limit ? $": its limit is {limit}" : "")}");

    /// <summary>Somebody asked it to end: its end is no news.</summary>
    public void SeeKill() => _wasKilled = true;

    public void SeeStart() => (_last, _busySince, _wasKilled) = (null, null, false);

    public IEnumerable<Alert> SeeEnd(DateTimeOffset time, string exitCode)
    {
        if (_wasKilled)
            yield break;
        _ends.Enqueue(time);
        while (_ends.Peek() < time - options.LoopPeriod)
            _ends.Dequeue();
        if (_ends.Count < options.LoopCount)
        {
            _isLooping = false;
            if (exitCode != "0")
                yield return Of(time, AlertKind.Exited, $"ended with exit code {exitCode}");
        }
        else if (!_isLooping)
        {
            _isLooping = true;
            yield return Of(time, AlertKind.RestartLoop, string.Create(CultureInfo.InvariantCulture, $"ended {_ends.Count} times within {options.LoopPeriod.TotalSeconds:0} s, last with exit code {exitCode}"));
        }
    }

    private IEnumerable<Alert> SeeMemory(ContainerSample sample)
    {
        if (MemoryLimit is not { } limit)
            yield break;
        var percent = 100.0 * sample.Memory.Bytes / limit.Bytes;
        if (!_isFull && percent > options.Memory)
        {
            _isFull = true;
            yield return Of(sample.Time, AlertKind.Memory, Invariant($"uses {percent:0} % of its memory: {sample.Memory} of {limit}"));
        }
        else if (_isFull && percent < options.Memory * Relief)
        {
            _isFull = false;
            yield return Of(sample.Time, AlertKind.Memory, Invariant($"uses {percent:0} % of its memory again")) with { IsOver = true };
        }
    }

    private IEnumerable<Alert> SeeProcessors(ContainerSample sample, double percent, DateTimeOffset since)
    {
        if (percent <= options.Cpu)
        {
            _busySince = null;
            if (_isBusy && percent < options.Cpu * Relief)
            {
                _isBusy = false;
                yield return Of(sample.Time, AlertKind.Cpu, Invariant($"is {percent:0} % busy again")) with { IsOver = true };
            }

            yield break;
        }

        _busySince ??= since;
        if (_isBusy || sample.Time - _busySince < options.CpuPeriod)
            yield break;
        _isBusy = true;
        yield return Of(sample.Time, AlertKind.Cpu, Invariant($"has been more than {options.Cpu} % busy for {(sample.Time - _busySince.Value).TotalSeconds:0} s, now {percent:0} %"));
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private Alert Of(DateTimeOffset time, AlertKind kind, string text) => new(time, kind, service, name, text);
}
