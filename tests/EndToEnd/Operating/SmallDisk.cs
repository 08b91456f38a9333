using Slipway.Processes;

namespace EndToEnd.Operating;

/// <summary>A file system of two mebibytes, for as long as it is wanted.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private static readonly ProcessRunner Processes = new(TimeProvider.System);

    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    public static async Task<SmallDisk> MountAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        var mounted = await Processes.RunAsync(new ProcessInvocation { Program = Machine.Find("mount") ?? "mount", Arguments = ["-t", "tmpfs", "-o", "size=2m", "tmpfs", folder] });
        Assert.SkipUnless(mounted.Succeeded, $"mounts a small file system: {mounted.StandardError}");
        return new SmallDisk(folder);
    }

    public async ValueTask DisposeAsync() =>
        await Processes.RunAsync(new ProcessInvocation { Program = Machine.Find("umount") ?? "umount", Arguments = [Folder] });
}
