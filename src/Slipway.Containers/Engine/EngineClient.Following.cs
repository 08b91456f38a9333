using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Slipway.Containers.Engine.Streams;
using Slipway.Containers.Engine.Wire;

namespace Slipway.Containers.Engine;

public sealed partial class EngineClient
{
    /// <summary>The lines that a container has written, with their times, as they come.</summary>
    /// <param name="container">An id or a name.</param>
    /// <param name="tail">How many of the last lines; all unless given.</param>
    /// <param name="since">Only lines from this time on; all unless given.</param>
    /// <param name="follow">Whether to go on with what it will write, until it ends.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async IAsyncEnumerable<LogLine> ReadLogAsync(
        string container, int? tail = null, DateTimeOffset? since = null, bool follow = false, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var multiplexed = (await InspectContainerAsync(container, cancellationToken))?.HasTerminal != true;
        var query = new Query().Add("stdout", value: true).Add("stderr", value: true).Add("timestamps", value: true).Add("follow", follow)
            .Add("tail", tail?.ToString(CultureInfo.InvariantCulture))
            .Add("since", since is { } time ? FormattableString.Invariant($"{(time - DateTimeOffset.UnixEpoch).Ticks / (decimal)TimeSpan.TicksPerSecond:0.0000000}") : null);
        var request = new EngineRequest(HttpMethod.Get, $"/containers/{ImageName.InPath(container)}/logs{query}", $"show the log of container '{container}'");
        await using var answer = await SendAsync(request, mayBeMissing: false, cancellationToken);
        var idle = follow ? Timeout.InfiniteTimeSpan : IdleTimeout;
        var frames = new FrameReader((buffer, stop) => answer.ReadAsync(buffer, idle, stop), multiplexed);
        var open = (Output: new MemoryStream(), Error: new MemoryStream());
        var buffer = new byte[16 * 1024];
        while (await frames.ReadAsync(buffer, cancellationToken) is ( > 0 and var count, var isError))
        {
            var line = isError ? open.Error : open.Output;
            for (var start = 0; start < count;)
            {
                var end = Array.IndexOf(buffer, (byte)'\n', start, count - start);
                line.Write(buffer.AsSpan(start, (end < 0 ? count : end) - start));
                start = end < 0 ? count : end + 1;
                if (end < 0)
                    continue;
                yield return LineOf(line, isError);
                line.SetLength(0);
            }
        }

        if (open.Output.Length > 0)
            yield return LineOf(open.Output, isError: false);
        if (open.Error.Length > 0)
            yield return LineOf(open.Error, isError: true);
    }

    /// <summary>What a container uses now.</summary>
    /// <param name="container">An id or a name.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>A sample, or <see langword="null"/> when there is no such container or it does not run.</returns>
    public async Task<ContainerSample?> SampleAsync(string container, CancellationToken cancellationToken = default) =>
        await FindAsync($"/containers/{ImageName.InPath(container)}/stats?stream=0&one-shot=1", $"tell what container '{container}' uses", RunningJson.Default.StatsWire, cancellationToken) is { } wire
            ? SampleOf(wire)
            : null;

    /// <summary>What a container uses, once a second, until it ends.</summary>
    /// <param name="container">An id or a name.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async IAsyncEnumerable<ContainerSample> SamplesAsync(string container, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var answer = await SendAsync(
            new EngineRequest(HttpMethod.Get, $"/containers/{ImageName.InPath(container)}/stats?stream=1", $"tell what container '{container}' uses"), mayBeMissing: true, cancellationToken);
        if (answer.Status is System.Net.HttpStatusCode.NotFound)
            yield break;
        await foreach (var wire in answer.ReadLinesAsync(RunningJson.Default.StatsWire, Timeout.InfiniteTimeSpan, cancellationToken))
        {
            if (SampleOf(wire) is { } sample)
                yield return sample;
        }
    }

    // A container that ended leaves a sample of zeros.
    private static ContainerSample? SampleOf(StatsWire wire) => wire is { Memory: { Limit: > 0 } memory, Cpu.Usage: { } cpu }
        ? new ContainerSample(wire.Read, TimeSpan.FromTicks(cpu.Total / 100), new ByteSize(Math.Max(0, memory.Usage - memory.Cached)), new ByteSize(memory.Limit))
        : null;

    // "2026-11-21T16:32:51.123456789Z text"
    private static LogLine LineOf(MemoryStream bytes, bool isError)
    {
        var text = Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length).TrimEnd('\r');
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && DateTimeOffset.TryParse(text.AsSpan(0, space), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? new LogLine(time, text[(space + 1)..], isError)
            : new LogLine(default, text, isError);
    }
}
