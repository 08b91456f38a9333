using Slipway.Containers.Compose;
using Slipway.Containers.Engine;
using Slipway.Containers.Stacks;
using Slipway.Containers.Volumes;

namespace Slipway.Containers.Doctoring;

/// <summary>Looks at everything that a deployment would stumble over, before anything is touched.</summary>
/// <param name="engine">The engine to deploy to.</param>
/// <param name="stack">What to deploy.</param>
/// <param name="composeVersion">The version of compose.</param>
/// <param name="time">This machine's clock; the system's unless given.</param>
public sealed class Doctor(EngineClient engine, ContainerStack stack, Version composeVersion, TimeProvider? time = null)
{
    private static readonly Version RecommendedEngine = new(24, 0);
    private static readonly Version RecommendedCompose = new(2, 20);
    private static readonly ByteSize NeededDisk = new(2L * 1024 * 1024 * 1024);
    private static readonly TimeSpan LargestDifference = TimeSpan.FromSeconds(10);

    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.GroupRead;

    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>All findings at once, errors first.</summary>
    /// <param name="cancellationToken">Stops the examination.</param>
    public async Task<IReadOnlyList<Finding>> ExamineAsync(CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        var info = await engine.InfoAsync(cancellationToken);
        var version = await engine.VersionAsync(cancellationToken);
        ExamineVersions(version, findings);
        ExamineMachine(info, findings);
        ExamineVariables(findings);
        ExamineSecrets(findings);
        findings.AddRange(PortClaims.Conflicts(stack.Services));
        findings.AddRange(await new PortExamination(engine, stack).ExamineAsync(cancellationToken));
        var networks = await engine.ListNetworksAsync(cancellationToken: cancellationToken);
        findings.AddRange(Subnets.Conflicts(stack.Compose, networks, IsLocal));
        await ExamineExternalsAsync(networks, findings, cancellationToken);
        if (await Swap.UnfinishedAsync(engine, stack.Compose.Name, cancellationToken) is { Count: > 0 } volumes)
            findings.Add(new Finding(true, VolumesProblems.Unfinished(stack.Compose.Name, volumes)));
        var images = await ImagesAsync(cancellationToken);
        findings.AddRange(ImageChecks.Examine([.. stack.Compose.ActiveServices], images, version.Architecture));
        if (IsLocal)
            findings.AddRange(stack.Services.SelectMany(service => HostMounts.Examine(service, images.GetValueOrDefault(service.Name), stack.RootFolder)));
        return [.. findings.DistinctBy(finding => finding.Problem.ToString(), StringComparer.Ordinal).OrderByDescending(finding => finding.IsError)];
    }

    // Only of an engine of this machine the files and the ports are to be seen.
    private bool IsLocal => engine.Endpoint.SocketPath is not null;

    private void ExamineVersions(EngineVersion version, List<Finding> findings)
    {
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
        if (IsLocal && Directory.Exists(info.RootFolder))
        {
            var free = new ByteSize(new DriveInfo(info.RootFolder).AvailableFreeSpace);
            if (free < NeededDisk)
                findings.Add(new Finding(true, DoctorProblems.LittleDisk(info.RootFolder, free, NeededDisk)));
        }

        var reserved = new ByteSize(stack.Services.Sum(service => (service.Reservations.Memory ?? default).Bytes * Math.Max(1, service.Replicas)));
        if (reserved > info.Memory && info.Memory.Bytes > 0)
            findings.Add(new Finding(false, DoctorProblems.LittleMemory(reserved, info.Memory)));
        if (info.Time is { } clock && clock - _time.GetUtcNow() is var difference && difference.Duration() > LargestDifference)
            findings.Add(new Finding(false, DoctorProblems.Clock(difference)));
    }

    private void ExamineVariables(List<Finding> findings)
    {
        if (!stack.EnvironmentFileIsMissing)
            findings.AddRange(stack.Compose.Variables.Where(v => v.IsEmpty && !v.IsRequired && v.Source == VariableSource.File).Select(v => new Finding(false, DoctorProblems.EmptyVariable(v))));
        if (OperatingSystem.IsWindows() || !File.Exists(stack.EnvironmentFile) || (File.GetUnixFileMode(stack.EnvironmentFile) & Others) == UnixFileMode.None)
            return;
        var shown = Path.GetRelativePath(stack.RootFolder, stack.EnvironmentFile);
        findings.Add(new Finding(false, DoctorProblems.ReadableEnvironment(shown)) { Fix = () => CloseEnvironment(shown) });
    }

    private string CloseEnvironment(string shown)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(stack.EnvironmentFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return $"{shown} can be read by you alone now";
    }

    private void ExamineSecrets(List<Finding> findings)
    {
        var used = stack.Services.SelectMany(service => service.Secrets).Select(use => use.Source).ToHashSet(StringComparer.Ordinal);
        foreach (var secret in stack.Compose.Secrets.Values.Where(secret => used.Contains(secret.Key) && !secret.IsExternal))
        {
            if (secret.File is { } file && !File.Exists(file))
                findings.Add(new Finding(true, DoctorProblems.NoSecretFile(secret, Path.GetRelativePath(stack.RootFolder, file))));
            else if (secret.Variable is { } variable && !stack.HasVariable(variable))
                findings.Add(new Finding(true, DoctorProblems.NoSecretVariable(secret)));
        }
    }

    private async Task ExamineExternalsAsync(IReadOnlyList<NetworkSummary> networks, List<Finding> findings, CancellationToken cancellationToken)
    {
        var used = stack.Services.SelectMany(service => service.Networks).Select(use => use.Network).ToHashSet(StringComparer.Ordinal);
        foreach (var network in stack.Compose.Networks.Values.Where(network => network.IsExternal && (network.Key == "default" || used.Contains(network.Key)) && networks.All(other => other.Name != network.Name)))
            findings.Add(new Finding(true, DoctorProblems.NoExternal("network", network.Name, network.Place)));
        var external = stack.Compose.Volumes.Values.Where(volume => volume.IsExternal).ToList();
        if (external.Count == 0)
            return;
        var volumes = await engine.ListVolumesAsync(cancellationToken: cancellationToken);
        foreach (var volume in external.Where(volume => volumes.All(other => other.Name != volume.Name)))
            findings.Add(new Finding(true, DoctorProblems.NoExternal("volume", volume.Name, volume.Place)));
    }

    private async Task<Dictionary<string, ImageDetails>> ImagesAsync(CancellationToken cancellationToken)
    {
        var images = new Dictionary<string, ImageDetails>(StringComparer.Ordinal);
        foreach (var service in stack.Compose.ActiveServices)
        {
            if (await engine.InspectImageAsync(StackImages.ReferenceOf(service, stack.Compose), cancellationToken) is { } image)
                images[service.Name] = image;
        }

        return images;
    }
}
