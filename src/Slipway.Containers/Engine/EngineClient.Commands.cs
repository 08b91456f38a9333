using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Slipway.Containers.Engine.Wire;
using Slipway.Processes;

namespace Slipway.Containers.Engine;

public sealed partial class EngineClient
{
    /// <summary>Runs a command in a container that runs, to its end.</summary>
    /// <param name="container">An id or a name.</param>
    /// <param name="command">The program and its arguments: everybody who can look at the container can read them.</param>
    /// <param name="user">Who runs it; the container's own user unless given.</param>
    /// <param name="cancellationToken">Stops the waiting; the command itself goes on.</param>
    /// <exception cref="ProblemException">There is no such container, or it does not run.</exception>
    public async Task<CommandResult> RunInContainerAsync(
        string container, IReadOnlyList<string> command, string? user = null, CancellationToken cancellationToken = default)
    {
        var doing = $"run a command in container '{container}'";
        var created = await PostAsync(
            $"/containers/{ImageName.InPath(container)}/exec", doing, new ExecWire { Cmd = command, User = user }, EngineJson.Default.ExecWire, EngineJson.Default.CreatedWire, cancellationToken);
        IReadOnlyList<OutputLine> output;
        try
        {
            await using var answer = await SendAsync(
                new EngineRequest(HttpMethod.Post, $"/exec/{created.Id}/start", doing) { Content = JsonOf(new ExecStartWire(), EngineJson.Default.ExecStartWire) }, mayBeMissing: false, cancellationToken);
            output = ContainerLog.Split(await answer.ReadAllAsync(cancellationToken), multiplexed: true);
        }
        catch (ProblemException e) when (e.Problems is [{ Code: "SW0404" } refused] && IsNoProgram(refused))
        {
            return new CommandResult(127, [new OutputLine(refused.Facts![0], IsError: true)]);
        }

        var end = await GetAsync(new EngineRequest(HttpMethod.Get, $"/exec/{created.Id}/json", doing), EngineJson.Default.ExecEndWire, cancellationToken);
        return new CommandResult(end.ExitCode ?? -1, output);
    }

    /// <summary>What a container writes, as it writes it; ends when the container does.</summary>
    /// <param name="container">An id or a name.</param>
    /// <param name="since">Lines that are older are left out; none unless given.</param>
    /// <param name="tail">How many of the last lines that are there already; all unless given.</param>
    /// <param name="cancellationToken">Stops the listening.</param>
    public async IAsyncEnumerable<OutputLine> FollowLogsAsync(
        string container, DateTimeOffset? since = null, int? tail = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var multiplexed = (await InspectContainerAsync(container, cancellationToken))?.HasTerminal != true;
        var query = new Query().Add("follow", value: true).Add("stdout", value: true).Add("stderr", value: true)
            .Add("tail", tail?.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .Add("since", since is { } time ? FormattableString.Invariant($"{time.ToUnixTimeMilliseconds() / 1000m:0.000}") : null);
        await using var answer = await SendAsync(
            new EngineRequest(HttpMethod.Get, $"/containers/{ImageName.InPath(container)}/logs{query}", $"show the log of container '{container}'"), mayBeMissing: false, cancellationToken);
        var lines = new ContainerLogReader(multiplexed);
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await answer.ReadAsync(buffer, Timeout.InfiniteTimeSpan, cancellationToken)) > 0)
        {
            foreach (var line in lines.Read(buffer.AsSpan(0, read)))
                yield return line;
        }

        foreach (var line in lines.End())
            yield return line;
    }

    /// <summary>Makes a volume; one that is there already stays as it is.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="labels">Its labels.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The volume with the labels that it has: of an earlier one they may be others.</returns>
    public async Task<VolumeSummary> CreateVolumeAsync(string name, IReadOnlyDictionary<string, string>? labels = null, CancellationToken cancellationToken = default)
    {
        var wire = await PostAsync(
            "/volumes/create", $"make volume '{name}'", new NewVolumeWire { Name = name, Labels = labels }, EngineJson.Default.NewVolumeWire, EngineJson.Default.Volume, cancellationToken);
        return new VolumeSummary(wire.Name, wire.Driver ?? "", wire.Labels ?? []);
    }

    private static StringContent JsonOf<T>(T value, JsonTypeInfo<T> type) => new(JsonSerializer.Serialize(value, type), Encoding.UTF8, "application/json");

    private static bool IsNoProgram(Problem refused) => refused.Facts is [var said, ..]
        && (said.Contains("executable file not found", StringComparison.Ordinal) || said.Contains("no such file or directory", StringComparison.Ordinal));

    private async Task<TAnswer> PostAsync<TBody, TAnswer>(
        string path, string doing, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellationToken)
    {
        await using var answer = await SendAsync(new EngineRequest(HttpMethod.Post, path, doing) { Content = JsonOf(body, bodyType) }, mayBeMissing: false, cancellationToken);
        return await answer.ReadAsync(answerType, cancellationToken);
    }
}
