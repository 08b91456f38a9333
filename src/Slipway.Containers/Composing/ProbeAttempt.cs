using System.Globalization;
using System.Net.Sockets;
using Slipway.Containers.Engine;

namespace Slipway.Containers.Composing;

/// <summary>Tries probes until they pass.</summary>
/// <param name="engine">The engine of the containers.</param>
/// <param name="time">Measures the pauses.</param>
/// <param name="handler">Sends what HTTP probes ask; over the network unless given.</param>
internal sealed class ProbeAttempt(EngineClient engine, TimeProvider time, HttpMessageHandler? handler)
{
    // Nothing tells when a port begins to answer.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    // A command costs the engine a process.
    private static readonly TimeSpan CommandPause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestCommand = TimeSpan.FromSeconds(30);

    /// <summary>Tries a probe until it passes or the waiting is stopped.</summary>
    /// <param name="probe">The probe.</param>
    /// <param name="container">The container that it is about; <see langword="null"/> for one of the stack.</param>
    /// <param name="said">Told what came of each attempt that failed.</param>
    /// <param name="cancellationToken">Stops the trying.</param>
    public async Task PassAsync(Probe probe, ContainerDetails? container, Action<string> said, CancellationToken cancellationToken)
    {
        while (await TryAsync(probe, container, cancellationToken) is { } answer)
        {
            said(answer);
            await PauseAsync(probe, cancellationToken);
        }
    }

    /// <summary>Waits until the next attempt.</summary>
    public Task PauseAsync(Probe probe, CancellationToken cancellationToken) => Task.Delay(probe is CommandProbe ? CommandPause : Pause, time, cancellationToken);

    /// <summary>Tries a probe once; that of a log waits until the line comes.</summary>
    /// <returns>What was wrong; <see langword="null"/> where it passed.</returns>
    public async Task<string?> TryAsync(Probe probe, ContainerDetails? container, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(
            probe switch
            {
                LogProbe => Timeout.InfiniteTimeSpan,
                CommandProbe => LongestCommand,
                _ => LongestAnswer,
            },
            time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return probe switch
            {
                HttpProbe http => await new HttpProbeRequest(handler).AskAsync(http, AddressOf(http.Address, container), either.Token),
                TcpProbe tcp => await ConnectAsync(tcp, container, either.Token),
                CommandProbe command => await RunAsync(command, container!, either.Token),
                LogProbe log => await ReadAsync(log, container!, either.Token),
                _ => throw new InvalidOperationException($"There is no way to try {probe.GetType().Name}."),
            };
        }
        catch (ProblemException e)
        {
            return e.Problems[0].What;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no answer within {(probe is CommandProbe ? LongestCommand : LongestAnswer).TotalSeconds:0} s";
        }
    }

    // The host 'container' stands for where the container's own port is published.
    private Uri AddressOf(Uri address, ContainerDetails? container)
    {
        if (container is null || address.Host != HttpProbeRequest.ContainerHost)
            return address;
        var (host, port) = Published(address.Port, container) ?? throw NotPublished(address.Port, container);
        return new UriBuilder(address) { Host = host, Port = port }.Uri;
    }

    private async Task<string?> ConnectAsync(TcpProbe probe, ContainerDetails? container, CancellationToken cancellationToken)
    {
        var (host, port) = (probe.Host ?? "", probe.Port);
        if (probe.Host is null && container is not null)
            (host, port) = Published(probe.Port, container) ?? throw NotPublished(probe.Port, container);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(host, port, cancellationToken);
            return null;
        }
        catch (SocketException e)
        {
            return e.Message;
        }
    }

    private async Task<string?> RunAsync(CommandProbe probe, ContainerDetails container, CancellationToken cancellationToken)
    {
        var result = await engine.RunInContainerAsync(container.Id, probe.Command, cancellationToken: cancellationToken);
        return result.Succeeded ? null : $"exit code {result.ExitCode.ToString(CultureInfo.InvariantCulture)}{(result.LastLine.Length > 0 ? $", \"{result.LastLine}\"" : "")}";
    }

    private async Task<string?> ReadAsync(LogProbe probe, ContainerDetails container, CancellationToken cancellationToken)
    {
        await foreach (var line in engine.FollowLogsAsync(container.Id, container.Started, cancellationToken: cancellationToken))
        {
            if (line.Text.Contains(probe.Text, StringComparison.Ordinal))
                return null;
        }

        return "its log has ended without it";
    }

    // Only what is published can be reached from here; where the engine is elsewhere, at its machine.
    private (string Host, int Port)? Published(int port, ContainerDetails container)
    {
        if (container.Ports.FirstOrDefault(p => p.Private == port && p.Protocol == "tcp" && p.Public > 0) is not { } published)
            return null;
        var remote = engine.Endpoint.SocketPath is null && Uri.TryCreate(engine.Endpoint.Address, UriKind.Absolute, out var address) && address.Host.Length > 0 ? address.Host : "127.0.0.1";
        return (published.HostAddress is null or "" or "0.0.0.0" or "::" ? remote : published.HostAddress, published.Public);
    }

    private static ProblemException NotPublished(int port, ContainerDetails container) =>
        new(new Problem("SW0438", string.Create(CultureInfo.InvariantCulture, $"port {port} of container '{container.Name}' is not published")));
}
