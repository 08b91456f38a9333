using System.Security.Cryptography;
using Slipway.Containers.Compose;
using Slipway.Containers.Engine;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Volumes.Databases;

/// <summary>Loads a dump into a fresh volume, with a server of the stack's own image that nobody else can reach.</summary>
/// <param name="engine">Where.</param>
/// <param name="project">The compose project.</param>
/// <param name="stack">The stack; <see langword="null"/> where its files cannot be read.</param>
/// <param name="run">The node that does it.</param>
internal sealed class DatabaseRestore(EngineClient engine, string project, ContainerStack? stack, RunContext run)
{
    private const string DataFolder = "/var/lib/postgresql/data";

    // Scripts of the image that fill a new database would be in the way of the dump.
    private const string Scripts = "/docker-entrypoint-initdb.d";

    private const string PasswordFile = "POSTGRES_PASSWORD_FILE";

    private static readonly TimeSpan LongestStop = TimeSpan.FromMinutes(2);

    /// <summary>Starts the server on the volume, loads the dump, and stops it in good order.</summary>
    public async Task LoadAsync(StoredBackup backup, VolumeBackup part, string name, string fresh, TimeSpan patience)
    {
        var server = await CreateAsync(part, fresh);
        try
        {
            await engine.StartContainerAsync(server, run.CancellationToken);
            await WaitAsync(server, name, patience);
            await using (var dump = BackupFiles.Open(backup.Folder, part))
            {
                var refused = await PostgresDump.LoadAsync(engine, server, dump, run.CancellationToken);
                if (refused.Count > 0)
                    throw new ProblemException(VolumesProblems.DumpNotRestored(name, $"server: {string.Join('\n', refused.Take(10))}"));
            }

            await engine.StopContainerAsync(server, LongestStop, run.CancellationToken);
            if (await engine.InspectContainerAsync(server, run.CancellationToken) is not { ExitCode: 0 })
                throw new ProblemException(VolumesProblems.DumpNotRestored(name, $"server: it did not end in good order within {LongestStop.TotalSeconds:0} s"));
        }
        finally
        {
            using var removal = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await engine.RemoveContainerAsync(server, force: true, volumes: true, removal.Token);
        }
    }

    private async Task WaitAsync(string server, string name, TimeSpan patience)
    {
        using var late = new CancellationTokenSource(patience, run.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(run.CancellationToken, late.Token);
        try
        {
            if (await PostgresDump.WaitAsync(engine, server, either.Token) is { } words)
                throw new ProblemException(VolumesProblems.DumpNotRestored(name, $"server: it ended before it was ready: {words}"));
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !run.CancellationToken.IsCancellationRequested)
        {
            throw new ProblemException(VolumesProblems.DumpNotRestored(name, $"server: it was not ready within {patience.TotalSeconds:0} s"));
        }
    }

    private async Task<string> CreateAsync(VolumeBackup part, string fresh)
    {
        var service = part.Services.Select(name => stack?.Compose.Services.GetValueOrDefault(name)).OfType<ComposeService>().FirstOrDefault();
        var reference = (service is null ? null : StackImages.ReferenceOf(service, stack!.Compose)) ?? part.Image ?? "";
        var image = await engine.InspectImageAsync(reference, run.CancellationToken)
            ?? throw new ProblemException(VolumesProblems.NoServerFor(part.Name, reference));
        var target = service?.Volumes.FirstOrDefault(mount => mount.Source == part.Key)?.Target ?? DataFolder;
        return await engine.CreateContainerAsync(
            new ContainerRequest
            {
                Image = image.Id,
                Entrypoint = service?.Entrypoint,
                Command = service?.Command,
                User = service?.User,
                Environment = VariablesOf(service),
                IsUnchecked = true,
                Tmpfs = [Scripts, .. service?.Tmpfs.Select(path => path.Split(':')[0]) ?? []],
                Labels = new Dictionary<string, string>(StringComparer.Ordinal) { [VolumeLabels.Project] = project, [VolumeLabels.Role] = "database" },
                Mounts = [new ContainerMountPoint("volume", fresh, target, IsReadOnly: false)],
            },
            run.CancellationToken);
    }

    // A secret that is a file would have to be mounted. Any password does: the dump brings those that count.
    private static List<string> VariablesOf(ComposeService? service)
    {
        var variables = (service?.AllVariables ?? new Dictionary<string, string?>(StringComparer.Ordinal))
            .Where(pair => pair.Value is not null && pair.Key != PasswordFile).Select(pair => $"{pair.Key}={pair.Value}").ToList();
        if (service is null || service.AllVariables.ContainsKey(PasswordFile))
            variables.Add($"POSTGRES_PASSWORD={RandomNumberGenerator.GetHexString(32)}");
        return variables;
    }
}
