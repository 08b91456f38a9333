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
            findings.Add(new Finding(false, DoctorProblems.ReadableEnvironment(Path.GetFileName(stack.EnvironmentFile))));
    }

    private async Task ExaminePortsAsync(List<Finding> findings, CancellationToken cancellationToken)
    {
        var containers = await engine.ListContainersAsync(all: false, cancellationToken: cancellationToken);
        var published = new Dictionary<(int Port, string Protocol, string? Address), string>();
        foreach (var service in stack.Services)
        {
            foreach (var port in service.Ports.Where(port => port.Published is { IsSingle: true, First: > 0 }))
            {
                var number = port.Published!.Value.First;
                if (!published.TryAdd((number, port.Protocol, port.HostIp), service.Name))
                    findings.Add(new Finding(true, DoctorProblems.PortTwice(port, number, service.Name, published[(number, port.Protocol, port.HostIp)])));
                else if (HolderOf(number, port, containers) is { } holder)
                    findings.Add(new Finding(true, DoctorProblems.PortTaken(port, number, service.Name, holder.Name)));
            }
        }
    }

    // A container of the stack itself holds its port rightly: a deployment replaces it.
    private (string? Name, bool IsTaken)? HolderOf(int number, ComposePort port, IReadOnlyList<ContainerSummary> containers)
    {
        var container = containers.FirstOrDefault(c => c.Ports.Any(p => p.Public == number && p.Protocol == port.Protocol));
        if (container is not null)
            return container.Labels.GetValueOrDefault(ComposeLabels.Project) == stack.Compose.Name ? null : ($"container '{container.Name}'", true);
        // Only an engine of this machine publishes on this machine's ports; udp has no listeners to look at.
        return engine.Endpoint.SocketPath is not null && port.Protocol == "tcp" && ListeningPorts.IsTaken(number, port.HostIp)
            ? (ListeningPorts.HolderOf(number), true)
            : null;
    }
}
