using Slipway.Containers.Composing;
using Slipway.Containers.Engine;

namespace EndToEnd;

/// <summary>What happened to the containers of a stack, as the engine tells it.</summary>
internal static class EventLog
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Each 'start', 'die' and change of health since <paramref name="start"/>, in order: <c>db start</c>, <c>db healthy</c>.</summary>
    /// <param name="engine">Tells it.</param>
    /// <param name="project">The stack.</param>
    /// <param name="start">When to begin.</param>
    /// <param name="last">The event to read up to.</param>
    public static async Task<IReadOnlyList<string>> ReadAsync(EngineClient engine, Project project, DateTimeOffset start, string last)
    {
        var filters = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            ["type"] = ["container"],
            ["event"] = ["start", "die", "health_status"],
            ["label"] = [$"{ComposeLabels.Project}={project.StackName}"],
        };
        var happened = new List<string>();
        using var late = new CancellationTokenSource(Patience);
        await foreach (var e in engine.EventsAsync(filters, start, late.Token))
        {
            var line = $"{e.Attributes[ComposeLabels.Service]} {e.Action.Split(": ")[^1]}";
            if (happened.LastOrDefault() != line)
                happened.Add(line);
            if (line == last)
                break;
        }

        return happened;
    }
}
