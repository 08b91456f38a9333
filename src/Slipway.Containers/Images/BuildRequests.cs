using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Slipway.Containers.Building;
using Slipway.Containers.Compose;
using Slipway.Containers.Contexts;
using Slipway.Containers.Registry;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Images;

/// <summary>Says to a builder how an image of a stack is built.</summary>
/// <param name="stack">The stack.</param>
/// <param name="git">The commit that is built, where it is known.</param>
/// <param name="tempFolder">Where is remembered what was in files.</param>
/// <param name="run">The node that builds: its environment, its programs, its masks.</param>
internal sealed class BuildRequests(ContainerStack stack, GitFacts git, string tempFolder, RunContext run) : IAsyncDisposable
{
    // They are there for as long as requests of this object are built.
    private readonly List<KeyAgent> _agents = [];

    public async Task<ImageBuildRequest> ForAsync(Image image, string fingerprint, BuildSettings settings, CancellationToken cancellationToken)
    {
        var build = image.Build;
        var places = new StepPlaces(image);
        var logins = new DockerCredentials(run.Build.Environment);
        var request = new ImageBuildRequest
        {
            Name = image.Name,
            Tags = [image.Reference, .. build.Tags],
            WriteContext = (_, _) => Task.CompletedTask,
            DockerfileText = image.HasDockerfile ? image.Dockerfile.Text : null,
            DockerfilePath = image.Dockerfile.Path,
            Target = build.Target,
            BuildArguments = build.Args,
            Labels = Labels(image, fingerprint),
            Platform = image.Options.Platform,
            Platforms = build.Platforms.Count > 1 ? build.Platforms : [],
            NoCache = settings.NoCache || build.NoCache,
            NoCacheStages = build.NoCacheFilter,
            Pull = build.Pull,
            NetworkMode = build.Network,
            ExtraHosts = build.ExtraHosts,
            CacheFrom = build.CacheFrom,
            CacheTo = build.CacheTo,
            Secrets = BuildSecrets.Of(image, stack, run.Build.Mask),
            SshAgents = await AgentsAsync(image, cancellationToken),
            Logins = (host, stop) => logins.FindAsync(host, run.Processes, stop),
            NamedFolders = image.Contexts.Folders.ToDictionary(pair => pair.Key, pair => FolderOf(pair.Value, DockerIgnore.Load(pair.Value)), StringComparer.Ordinal),
            NamedAddresses = image.Contexts.Images.Select(pair => KeyValuePair.Create(pair.Key, "docker-image://" + pair.Value))
                .Concat(image.Contexts.Addresses).ToDictionary(StringComparer.Ordinal),
            SharedMemory = build.ShmSize,
            Ulimits = [.. build.Ulimits.Select(limit => string.Create(CultureInfo.InvariantCulture, $"{limit.Key}={limit.Value.Soft}:{limit.Value.Hard}"))],
            Attestations = Attestations(build),
            Entitlements = build.IsPrivileged ? [.. build.Entitlements.Union(["security.insecure"], StringComparer.Ordinal)] : build.Entitlements,
            FindPlace = image.HasDockerfile ? places.Find : null,
        };
        return build.IsRemote
            ? request with { RemoteContext = build.Context, DockerfileName = build.Dockerfile }
            : await WithFilesAsync(request, image, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var agent in _agents)
            await agent.DisposeAsync();
    }

    /// <summary>What else may change the image, by name.</summary>
    public static IReadOnlyDictionary<string, string> SettingsOf(Image image)
    {
        var build = image.Build;
        (string Name, string? Value)[] settings =
        [
            ("context", build.IsRemote ? build.Context : null),
            ("dockerfile", image.HasDockerfile ? null : build.Dockerfile),
            ("target", image.HasDockerfile ? null : build.Target),
            .. image.Contexts.Addresses.Select(pair => ($"context {pair.Key}", (string?)pair.Value)),
            ("platforms", build.Platforms.Count > 1 ? string.Join(',', build.Platforms) : null),
            ("extra_hosts", string.Join(',', build.ExtraHosts)),
            ("shm_size", build.ShmSize?.ToString()),
            ("ulimits", string.Join(',', build.Ulimits.Select(limit => $"{limit.Key}={limit.Value.Soft}:{limit.Value.Hard}"))),
            ("provenance", build.Provenance),
            ("sbom", build.Sbom),
            ("privileged", build.IsPrivileged ? "true" : null),
        ];
        return settings.Where(setting => setting.Value is { Length: > 0 }).ToDictionary(setting => setting.Name, setting => setting.Value!, StringComparer.Ordinal);
    }

    private async Task<ImageBuildRequest> WithFilesAsync(ImageBuildRequest request, Image image, CancellationToken cancellationToken)
    {
        var build = image.Build;
        var context = new ContextTarOptions
        {
            Folder = build.Context,
            Ignore = DockerIgnore.Load(build.Context, image.DockerfilePath),
            DockerfilePath = build.DockerfileInline is null ? image.DockerfilePath : null,
            DockerfileText = build.DockerfileInline,
        };
        return request with
        {
            WriteContext = (stream, stop) => ContextTar.WriteAsync(stream, context, stop),
            Folder = FolderOf(build.Context, context.Ignore),
            DockerfileName = await ContextTar.DockerfileNameAsync(context, cancellationToken),
        };
    }

    // Clones of a repository share the name: the engine then asks for what differs between them, which is mostly nothing.
    private BuildFolder FolderOf(string folder, DockerIgnore ignore)
    {
        var key = $"{stack.Name}/{Path.GetRelativePath(stack.RootFolder, folder).Replace('\\', '/')}";
        return new BuildFolder(folder, ignore)
        {
            Key = key,
            CacheFile = Path.Combine(tempFolder, "contexts", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16]),
        };
    }

    private async Task<Dictionary<string, string>> AgentsAsync(Image image, CancellationToken cancellationToken)
    {
        var agents = new Dictionary<string, string>(StringComparer.Ordinal);
        var problems = new List<Problem>();
        foreach (var key in KeysOf(image))
        {
            var (socket, whyNot) = await AgentAsync(key.Path ?? run.Build.Environment.GetValueOrDefault("SSH_AUTH_SOCK"), cancellationToken);
            if (socket is null)
                problems.Add(ImageProblems.NoAgent(image, key.Id, whyNot));
            else
                agents[key.Id] = socket;
        }

        return problems.Count == 0 ? agents : throw new ProblemException(problems);
    }

    // A repository over SSH is fetched with the agent of whoever builds, as 'docker build' does.
    private IEnumerable<ComposeSshKey> KeysOf(Image image)
    {
        var isMissing = run.Build.Environment.ContainsKey("SSH_AUTH_SOCK") && RemoteSources.UseSsh(image) && image.Build.Ssh.All(key => key.Id != "default");
        return isMissing ? image.Build.Ssh.Append(new ComposeSshKey("default", null)) : image.Build.Ssh;
    }

    // The socket of an agent, or files of keys with commas, as 'docker buildx build --ssh' takes both.
    private async Task<(string? Socket, string WhyNot)> AgentAsync(string? path, CancellationToken cancellationToken)
    {
        if (path is not { Length: > 0 })
            return (null, "SSH_AUTH_SOCK is not set");
        if (File.Exists(path) && FileTypes.Of(path) == ContextEntryKind.Socket)
            return (path, "");
        var files = path.Split(',');
        if (files.FirstOrDefault(file => !File.Exists(file)) is { } missing)
            return (null, $"'{missing}' is neither the socket of an agent nor the file of a key");
        var (agent, whyNot) = await KeyAgent.StartAsync(run.Processes, files, cancellationToken);
        if (agent is not null)
            _agents.Add(agent);
        return (agent?.Socket, whyNot);
    }

    // 'true' asks for the least; parameters are the builder's own.
    private static Dictionary<string, string> Attestations(ComposeBuild build)
    {
        var attestations = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (kind, written, least) in ((string, string?, string)[])[("provenance", build.Provenance, "mode=min"), ("sbom", build.Sbom, "")])
        {
            if (written is not null and not "false")
                attestations[kind] = written == "true" ? least : written;
        }

        return attestations;
    }

    // The keys of the OCI image specification, annotations; of which those of the compose file count for the fingerprint.
    private Dictionary<string, string> Labels(Image image, string fingerprint)
    {
        var labels = new Dictionary<string, string>(image.Build.Labels, StringComparer.Ordinal)
        {
            [ImageLabels.Fingerprint] = fingerprint,
            [ImageLabels.Stack] = stack.Name,
        };
        foreach (var (name, value) in ImageLabels.Annotations(image.Name, git))
            labels.TryAdd(name, value);
        return labels;
    }
}
