using System.Security.Cryptography;
using Slipway.Containers.Building;
using Slipway.Containers.Contexts;
using Slipway.Containers.Engine;

namespace EndToEnd.BuildKit;

/// <summary>A folder to build, and the images that came of it; gone after the test.</summary>
internal sealed class BuildFolders(EngineClient engine) : IAsyncDisposable
{
    private readonly List<string> _images = [];

    public string Folder { get; private set; } = Directory.CreateTempSubdirectory("slipway-bk-").FullName;

    public string Name { get; } = $"bk-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";

    public void Write(string path, string text)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    /// <summary>Moves everything to another folder with new times, as a clone would.</summary>
    public void Clone()
    {
        var clone = Directory.CreateTempSubdirectory("slipway-bk-").FullName;
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(clone, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.WriteAllBytes(to, File.ReadAllBytes(file));
        }

        Directory.Delete(Folder, recursive: true);
        Folder = clone;
    }

    /// <summary>A build that goes by a session, as it has something to ask for.</summary>
    public ImageBuildRequest Request(string? dockerfile = null)
    {
        if (dockerfile is not null)
            Write("Dockerfile", dockerfile);
        _images.Add($"{Name}:test");
        var ignore = DockerIgnore.Load(Folder);
        return new ImageBuildRequest
        {
            Name = Name,
            Tags = [$"{Name}:test"],
            WriteContext = (stream, stop) => ContextTar.WriteAsync(stream, new ContextTarOptions { Folder = Folder, Ignore = ignore }, stop),
            Folder = new BuildFolder(Folder, ignore) { Key = Name },
            Ulimits = ["nofile=1024:1024"],
        };
    }

    public Task<BuiltImage> BuildAsync(ImageBuildRequest request, Action<BuildProgress>? progress = null, CancellationToken? stop = null) =>
        new EngineBuilder(engine).BuildAsync(request, progress, stop ?? TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        if (await engine.PingAsync() is null)
            return;
        foreach (var image in _images.Distinct(StringComparer.Ordinal))
            await engine.RemoveImageAsync(image, force: true);
    }
}
