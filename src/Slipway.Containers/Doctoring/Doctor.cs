using Slipway.Containers.Compose;
using Slipway.Containers.Composing;
using Slipway.Containers.Engine;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Doctoring;

/// <summary>Looks at everything that a deployment would stumble over, before anything is touched.</summary>
/// <param name="engine">The engine to deploy to.</param>
/// <param name="stack">What to deploy.</param>
/// <param name="composeVersion">The version of compose.</param>
public sealed class Doctor(EngineClient engine, ContainerStack stack, Version composeVersion)
{
    private static readonly Version RecommendedEngine = new(24, 0);
    private static readonly Version RecommendedCompose = new(2, 20);
    private static readonly ByteSize NeededDisk = new(2L * 1024 * 1024 * 1024);

    /// <summary>All findings at once, errors first.</summary>
    /// <param name="cancellationToken">Stops the examination.</param>
    public async Task<IReadOnlyList<Finding>> ExamineAsync(CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        var info = await engine.InfoAsync(cancellationToken);
        await ExamineVersionsAsync(findings, cancellationToken);
        ExamineMachine(info, findings);
        ExamineVariables(findings);
        await ExaminePortsAsync(findings, cancellationToken);
        return [.. findings.OrderByDescending(finding => finding.IsError)];
    }

    private async Task ExamineVersionsAsync(List<Finding> findings, CancellationToken cancellationToken)
    {
        var version = await engine.VersionAsync(cancellationToken);
        if (Version.TryParse(version.Engine?.Split('-', '+')[0], out var engineVersion) && engineVersion < RecommendedEngine)
            findings.Add(new Finding(false, DoctorProblems.OldEngine(version.Engine!, "24.0", "the built-in Dockerfile front end has no heredocs and no newer COPY options")));
        if (!version.HasBuildKit)
            findings.Add(new Finding(false, DoctorProblems.NoBuildKit()));
        if (composeVersion < RecommendedCompose)
            findings.Add(new Finding(false, DoctorProblems.OldCompose(composeVersion.ToString(), "2.20", "each call takes longer, and newer fields of compose files are refused")));
    }

    private void ExamineMachine(EngineInfo info, List<Finding> findings)
    {
        // The folder is there to look at when the engine runs on this machine.
        if (engine.Endpoint.SocketPath is not null && Directory.Exists(info.RootFolder))
        {
            var free = new ByteSize(new DriveInfo(info.RootFolder).AvailableFreeSpace);
            if (free < NeededDisk)
                findings.Add(new Finding(true, DoctorProblems.LittleDisk(info.RootFolder, free, NeededDisk)));
        }

        var reserved = new ByteSize(stack.Services.Sum(service => (service.Reservations.Memory ?? default).Bytes));
        if (reserved > info.Memory && info.Memory.Bytes > 0)
            findings.Add(new Finding(false, DoctorProblems.LittleMemory(reserved, info.Memory)));
    }

    private void ExamineVariables(List<Finding> findings)
    {
        if (!stack.EnvironmentFileIsMissing)
            findings.AddRange(stack.Compose.Variables.Where(v => v.IsEmpty && !v.IsRequired && v.Source == VariableSource.File).Select(v => new Finding(false, DoctorProblems.EmptyVariable(v))));
        const UnixFileMode others = UnixFileMode.OtherRead | UnixFileMode.GroupRead;
        if (!OperatingSystem.IsWindows() && File.Exists(stack.EnvironmentFile) && (File.GetUnixFileMode(stack.EnvironmentFile) & others) != UnixFileMode.None)
            findings.Add(new Finding(false, DoctorProblems.ReadableEnvironment(Path.GetRelativePath(stack.RootFolder, stack.EnvironmentFile))));
    }

    private async Task ExaminePortsAsync(List<Finding> findings, CancellationToken cancellationToken)
    {
        var containers = await engine.ListContainersAsync(all: false, cancellationToken: cancellationToken);
        var published = new Dictionary<(PortRange Ports, string Protocol, string? Address), string>();
        foreach (var service in stack.Services)
        {
            foreach (var port in service.Ports.Where(port => port.Published is { First: > 0 }))
            {
                var ports = port.Published!.Value;
                if (!published.TryAdd((ports, port.Protocol, port.HostIp), service.Name) && ports.IsSingle)
                    findings.Add(new Finding(true, DoctorProblems.PortTwice(port, ports.First, service.Name, published[(ports, port.Protocol, port.HostIp)])));
                else if (HolderOf(ports, port, service, containers) is { } holder)
                    findings.Add(new Finding(true, DoctorProblems.PortTaken(port, ports, service.Name, holder.Name)));
            }
        }
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
        var container = containers.FirstOrDefault(c => c.Ports.Any(p => p.Public == number && p.Protocol == port.Protocol));
        if (container is not null)
            return IsReplaced(container, number, port, service) ? null : ($"container '{container.Name}'", true);
        // Only an engine of this machine publishes on this machine's ports; udp has no listeners to look at.
        return engine.Endpoint.SocketPath is not null && port.Protocol == "tcp" && ListeningPorts.IsTaken(number, port.HostIp)
            ? (ListeningPorts.HolderOf(number), true)
            : null;
    }

    // A deployment replaces the service's own container, and that of a service that no longer publishes the port. Those
    // of services that are not active any more stay as they are, and hold it.
    private bool IsReplaced(ContainerSummary container, int number, ComposePort port, ComposeService service)
    {
        if (container.Labels.GetValueOrDefault(ComposeLabels.Project) != stack.Compose.Name)
            return false;
        var holder = container.Labels.GetValueOrDefault(ComposeLabels.Service);
        return holder == service.Name
            || (stack.Services.FirstOrDefault(other => other.Name == holder) is { } active
                && !active.Ports.Any(p => p.Protocol == port.Protocol && p.Published is { } published && published.First <= number && number <= published.Last));
    }
}
