using Slipway.Containers.Compose;
using Slipway.Containers.Composing;
using Slipway.Containers.Engine;
using Slipway.Containers.Stacks;
using Slipway.Containers.Swarm;

namespace Slipway.Containers.Doctoring;

/// <summary>Finds ports of a stack that somebody else has.</summary>
internal sealed class PortExamination(EngineClient engine, ContainerStack stack)
{
    /// <summary>The findings.</summary>
    public async Task<IReadOnlyList<Finding>> ExamineAsync(CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        var containers = await engine.ListContainersAsync(all: false, cancellationToken: cancellationToken);
        foreach (var service in stack.Services)
        {
            foreach (var port in service.Ports.Where(port => port.Published is { First: > 0 }))
            {
                if (HolderOf(port.Published!.Value, port, service, containers) is { } holder)
                    findings.Add(new Finding(true, DoctorProblems.PortTaken(port, port.Published.Value, service.Name, holder.Name)));
            }
        }

        return findings;
    }

    // The engine takes a free port of a range: it is taken when all of it is.
    private (string? Name, bool IsTaken)? HolderOf(PortRange ports, ComposePort port, ComposeService service, IReadOnlyList<ContainerSummary> containers)
    {
        (string? Name, bool IsTaken)? first = null;
        for (var number = ports.First; number <= ports.Last; number++)
        {
            if (HolderOf(number, port, service, containers) is not { } holder)
                return null;
            first ??= holder;
        }

        return first;
    }

    private (string? Name, bool IsTaken)? HolderOf(int number, ComposePort port, ComposeService service, IReadOnlyList<ContainerSummary> containers)
    {
        var container = containers.FirstOrDefault(c => c.Ports.Any(p => p.Public == number && p.Protocol == port.Protocol && InTheWay(p.HostAddress, port.HostIp)));
        if (container is not null)
            return IsReplaced(container, number, port, service) ? null : ($"container '{container.Name}'", true);
        // Only an engine of this machine publishes on this machine's ports.
        return engine.Endpoint.SocketPath is not null && ListeningPorts.IsTaken(number, port.HostIp, port.Protocol)
            ? (ListeningPorts.HolderOf(number, port.Protocol), true)
            : null;
    }

    // A deployment replaces the service's own container, and that of a service that no longer publishes the port. Those
    // of services that are not active any more stay as they are, and hold it.
    private bool IsReplaced(ContainerSummary container, int number, ComposePort port, ComposeService service)
    {
        if (container.Labels.GetValueOrDefault(ComposeLabels.Project, container.Labels.GetValueOrDefault(SwarmLabels.Stack, "")) != stack.Compose.Name)
            return false;
        var holder = container.Labels.GetValueOrDefault(ComposeLabels.Service)
            ?? (container.Labels.TryGetValue(SwarmLabels.ServiceName, out var name) ? name[Math.Min(name.Length, stack.Compose.Name.Length + 1)..] : null);
        return holder == service.Name
            || (stack.Services.FirstOrDefault(other => other.Name == holder) is { } active
                && !active.Ports.Any(p => p.Protocol == port.Protocol && p.Published is { } published && published.First <= number && number <= published.Last));
    }

    private static bool InTheWay(string? one, string? other) => IsAny(one) || IsAny(other) || one == other;

    private static bool IsAny(string? address) => address is null or "" or "0.0.0.0" or "::" or "[::]";
}
