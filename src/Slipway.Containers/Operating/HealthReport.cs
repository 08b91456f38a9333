using Slipway.Containers.Composing;
using Slipway.Containers.Engine;

namespace Slipway.Containers.Operating;

/// <summary>Says at once whether a stack is healthy, and what its last checks said.</summary>
/// <param name="instance">The stack.</param>
/// <param name="run">The node that asks.</param>
public sealed class HealthReport(StackInstance instance, RunContext run)
{
    private static readonly TimeSpan ProbePatience = TimeSpan.FromSeconds(5);

    /// <summary>Looks at the services' containers and asks the stack's addresses.</summary>
    /// <param name="services">The services; all unless given.</param>
    /// <returns>The states, and what is wrong; nothing where all is well.</returns>
    public async Task<(IReadOnlyList<ServiceState> States, IReadOnlyList<string> Faults)> ReadAsync(IReadOnlyList<string>? services)
    {
        var states = await new StackStatus(instance, run.Time).ReadAsync(services, run.CancellationToken);
        if (states.All(state => state.Container is null))
            throw new ProblemException(OperatingProblems.NothingRuns(instance.Project, services ?? []));
        var oneShots = instance.Stack?.OneShots.Append(instance.Stack.MigrateService).ToHashSet(StringComparer.Ordinal) ?? [];
        List<string> faults = [.. states.Select(state => FaultOf(state, oneShots.Contains(state.Service))).OfType<string>()];
        if (services is null or [] && instance.Stack is { Probes.Count: > 0 } stack)
            faults.AddRange(await ProbeAsync(stack.Probes));
        return (states, faults);
    }

    /// <summary>Fails where something is wrong.</summary>
    /// <param name="instance">The stack.</param>
    /// <param name="faults">What is wrong.</param>
    /// <exception cref="ProblemException">Something is.</exception>
    public static void Check(StackInstance instance, IReadOnlyList<string> faults)
    {
        if (faults.Count > 0)
            throw new ProblemException(OperatingProblems.NotHealthy(instance.Project, faults));
    }

    /// <summary>What a healthy or ailing container's last check said, on one line.</summary>
    /// <param name="state">The container.</param>
    public static string Describe(ServiceState state)
    {
        if (state.Container is not { } container)
            return $"{state.Service}: {state.State}";
        var probe = container.Probes is [.., var last] ? $", last check: exit code {last.ExitCode}{(last.Output.Length > 0 ? $", \"{FirstLine(last.Output)}\"" : "")}" : "";
        return $"{state.Service}: {Watch.Describe(container)}{probe}";
    }

    private static string? FaultOf(ServiceState state, bool isOneShot) => state switch
    {
        { State: "off" } => null,
        { Container: null } => Describe(state),
        { Container: { Status: ContainerStatus.Running, Health: HealthStatus.Healthy or HealthStatus.None } } => null,
        { Container: { Status: ContainerStatus.Exited, ExitCode: 0 } } when isOneShot => null,
        _ => Describe(state),
    };

    private async Task<IEnumerable<string>> ProbeAsync(IReadOnlyList<Probe> probes)
    {
        try
        {
            await new StackProbes(instance.Engine, run.Time).WaitAsync(probes, ProbePatience, run.Log, run.CancellationToken);
            return [];
        }
        catch (ProblemException e)
        {
            return e.Problems.Select(problem => problem.What);
        }
    }

    private static string FirstLine(string text) => text.Split('\n')[0].TrimEnd('\r');
}
