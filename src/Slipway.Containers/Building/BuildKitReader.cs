using System.Text.Json;
using Slipway.BuildKit;
using Slipway.Containers.Engine.Wire;

namespace Slipway.Containers.Building;

/// <summary>Reads the stream of <c>/build?version=2</c>: BuildKit's status messages inside Docker's JSON.</summary>
internal sealed class BuildKitReader(Action<BuildProgress>? progress) : IBuildReader
{
    private readonly Dictionary<string, State> _states = new(StringComparer.Ordinal);
    private State? _failed;

    public string? ImageId { get; private set; }

    public int Steps => _states.Values.Count(s => s.Step is { IsInstruction: true, IsBase: false });

    public int CachedSteps => _states.Values.Count(s => s.IsCached && s.Step is { IsInstruction: true, IsBase: false });

    public void Read(StreamWire line)
    {
        switch (line.Id)
        {
            case "moby.buildkit.trace" when line.Aux is { ValueKind: JsonValueKind.String } trace:
                Read(SolveStatus.Parse(trace.GetBytesFromBase64()));
                break;
            case "moby.image.id" when line.Aux is { ValueKind: JsonValueKind.Object } image && image.TryGetProperty("ID", out var id):
                ImageId = id.GetString();
                break;
        }
    }

    public BuildFailure Fail(string message)
    {
        if (_failed is not null)
            Flush(_failed);
        return new BuildFailure(message, _failed?.Step, _failed?.Log.LastLines ?? []);
    }

    public void Read(SolveStatus status)
    {
        foreach (var vertex in status.Vertices)
            Read(vertex);
        foreach (var log in status.Logs)
        {
            var state = StateOf(log.Vertex, "");
            foreach (var line in state.Log.Append(log.Data.Span, log.IsError))
                Report(state, BuildProgressKind.Output, line, log.IsError);
        }

        foreach (var warning in status.Warnings)
            Report(StateOf(warning.Vertex, ""), BuildProgressKind.Warning, warning.Summary, isError: true);
    }

    private void Read(Vertex vertex)
    {
        var state = StateOf(vertex.Digest, vertex.Name);
        state.IsCached |= vertex.Cached;
        if (vertex.Started is not null && !state.HasStarted)
        {
            state.HasStarted = true;
            Report(state, BuildProgressKind.Started);
        }

        if (vertex.Completed is not { } completed)
        {
            // Looking for it in the cache ended in a moment; now it runs, and its own end comes.
            if (vertex.Started is not null)
                state.Ended = null;
            return;
        }

        Flush(state);
        // The same end is told twice at times.
        var kind = vertex.Error is not null ? BuildProgressKind.Failed : state.IsCached ? BuildProgressKind.Cached : BuildProgressKind.Completed;
        if (state.Ended == kind)
            return;
        state.Ended = kind;
        // Steps that are stopped because another failed report that they were: the first error is the reason.
        if (kind is BuildProgressKind.Failed && (_failed is null || IsCancellation(_failed.Error)))
        {
            state.Error = vertex.Error;
            _failed = state;
        }

        Report(state, kind, duration: completed - (vertex.Started ?? completed));
    }

    private static bool IsCancellation(string? error) =>
        error?.EndsWith("context canceled", StringComparison.Ordinal) == true;

    private void Flush(State state)
    {
        foreach (var (line, isError) in state.Log.Flush())
            Report(state, BuildProgressKind.Output, line, isError);
    }

    private void Report(State state, BuildProgressKind kind, string line = "", bool isError = false, TimeSpan duration = default) =>
        progress?.Invoke(new BuildProgress(kind, state.Step) { Line = line, IsError = isError, Duration = duration });

    private State StateOf(string digest, string name)
    {
        if (!_states.TryGetValue(digest, out var state))
            _states[digest] = state = new State();
        if (name.Length > 0 && state.Step.Name != name)
            state.Step = BuildStep.Parse(name);
        return state;
    }

    private sealed class State
    {
        public BuildStep Step { get; set; } = new("");

        public StepLog Log { get; } = new();

        public bool HasStarted { get; set; }

        public bool IsCached { get; set; }

        public BuildProgressKind? Ended { get; set; }

        public string? Error { get; set; }
    }
}
