using System.Net.Sockets;
using Slipway.BuildKit;
using Slipway.Containers.Engine;

namespace Slipway.Containers.Building;

/// <summary>Builds by speaking to the BuildKit inside of the engine: with secrets, logins and agents, and sending changed files only.</summary>
internal sealed class SolveBuilder(EngineClient engine, TimeProvider time)
{
    public async Task<BuiltImage> BuildAsync(ImageBuildRequest request, Action<BuildProgress>? progress, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        await CheckAsync(request, cancellationToken);
        var reader = new BuildKitReader(progress);
        var build = Describe(request);
        try
        {
            var result = await engine.BuildKit.SolveAsync(build.ToRequest(), reader.Read, cancellationToken);
            var id = result.ImageId ?? throw BuildProblems.NoImage(request);
            return new BuiltImage(id, time.GetElapsedTime(started), reader.Steps, reader.CachedSteps)
            {
                SentFiles = result.Sent.Where(IsContext).Sum(context => context.Files),
                SentBytes = new ByteSize(result.Sent.Where(IsContext).Sum(context => context.Bytes)),
            };
        }
        catch (ContextException e)
        {
            throw BuildProblems.ContextUnreadable(request, e.Path, e.Message, e.HasChanged);
        }
        catch (ConnectionLostException e)
        {
            throw EngineProblems.ConnectionLost(engine.Endpoint, $"build image '{request.Name}'", e.Message);
        }
        catch (SolveException e)
        {
            throw BuildProblems.Failed(request, reader.Fail(e.Message) with { Line = LineOf(request, e), ExitCode = e.ExitCode, IsOfOldFrontEnd = BuildNeeds.IsOldFrontEnd(await engine.NegotiatedAsync(CancellationToken.None)) });
        }
        catch (BuildKitException e)
        {
            throw BuildProblems.NoBuildKit(request, engine.Endpoint, e.Message);
        }
    }

    private async Task CheckAsync(ImageBuildRequest request, CancellationToken cancellationToken)
    {
        if ((request.NamedFolders.Count > 0 || request.NamedAddresses.Count > 0) && BuildNeeds.IsOldFrontEnd(await engine.NegotiatedAsync(cancellationToken)))
            throw BuildProblems.NoNamedContexts(request, engine.Endpoint);
        if (BuildNeeds.ContainerdStore(request) is { } need && !(await engine.InfoAsync(cancellationToken)).UsesContainerdStore)
            throw BuildProblems.WrongStore(request, need, engine.Endpoint);
    }

    // The engine asks for the Dockerfile each time, as it is never sure of it.
    private static bool IsContext(SentContext context) => context.Name != "dockerfile";

    private static DockerfileBuild Describe(ImageBuildRequest request)
    {
        var isOutside = request.DockerfileText is not null;
        return new DockerfileBuild
        {
            Context = request.RemoteContext is null ? FilesOf(request.Folder ?? throw new InvalidOperationException("A build with a session needs a folder, not an archive.")) : null,
            RemoteContext = request.RemoteContext,
            DockerfileFolder = isOutside ? new MemoryContext("Dockerfile", request.DockerfileText!) : null,
            DockerfileName = isOutside ? "Dockerfile" : request.DockerfileName,
            Tags = request.Tags,
            Target = request.Target,
            Arguments = request.BuildArguments,
            Labels = request.Labels,
            Platforms = request.Platforms.Count > 0 ? request.Platforms : request.Platform is { } platform ? [platform] : [],
            NetworkMode = request.NetworkMode,
            ExtraHosts = [.. request.ExtraHosts.Select(Host)],
            NamedContexts = request.NamedFolders.ToDictionary(pair => pair.Key, pair => (IContextFiles)FilesOf(pair.Value), StringComparer.Ordinal),
            NamedAddresses = request.NamedAddresses,
            CacheImports = [.. request.CacheFrom.Select(cache => Cache(request, cache))],
            CacheExports = [.. request.CacheTo.Select(cache => Cache(request, cache))],
            NoCache = request.NoCache,
            NoCacheStages = request.NoCacheStages,
            Pull = request.Pull,
            SharedMemory = request.SharedMemory?.Bytes,
            Ulimits = request.Ulimits,
            CgroupParent = request.ControlGroup,
            Attestations = request.Attestations,
            Entitlements = request.Entitlements,
            Session = new SessionOptions
            {
                SharedKey = request.Folder is { } folder ? folder.Key ?? folder.Path : "",
                Secrets = request.Secrets.Count == 0 ? null : async (id, stop) => request.Secrets.TryGetValue(id, out var secret) ? await secret(stop) : null,
                Logins = request.Logins is not { } logins ? null : async (host, stop) => await logins(host, stop) is { } login ? new RegistryLogin(login.IsToken ? "" : login.Username, login.Password.Reveal()) : null,
                SshAgents = request.SshAgents.ToDictionary(pair => pair.Key, pair => (Func<CancellationToken, ValueTask<Stream>>)(stop => ConnectAsync(pair.Value, stop)), StringComparer.Ordinal),
            },
        };
    }

    private static FolderContext FilesOf(BuildFolder folder) =>
        new FolderContext(folder.Path, new FolderContextOptions { Ignore = new StackIgnore(folder.Ignore), CacheFile = folder.CacheFile });

    // 'name:address' and 'name=address' are both written; the front end wants the second, and addresses may have colons.
    private static string Host(string host)
    {
        var end = host.IndexOf('=', StringComparison.Ordinal) is var equals and >= 0 ? equals : host.IndexOf(':', StringComparison.Ordinal);
        return end < 0 ? host : $"{host[..end]}={host[(end + 1)..].Trim('[', ']')}";
    }

    private static CacheOption Cache(ImageBuildRequest request, string text)
    {
        try
        {
            var option = CacheOption.Parse(text);
            return option.Type != "local" ? option : throw BuildProblems.CacheMalformed(request, text, "folders of this machine are written by other builders only");
        }
        catch (FormatException e)
        {
            throw BuildProblems.CacheMalformed(request, text, e.Message);
        }
    }

    private static int? LineOf(ImageBuildRequest request, SolveException e)
    {
        var own = request.DockerfileText is not null ? "Dockerfile" : request.DockerfileName;
        return e.Sources.FirstOrDefault(source => source.First > 0 && source.File == own)?.First;
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
#pragma warning disable CA2000 // The stream owns it.
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
#pragma warning restore CA2000
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
