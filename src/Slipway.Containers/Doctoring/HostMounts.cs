using System.Globalization;
using Slipway.Containers.Compose;
using Slipway.Containers.Engine;

namespace Slipway.Containers.Doctoring;

/// <summary>Looks at what services mount from the host: whether it is there, and whether their users can read it.</summary>
internal static class HostMounts
{
    /// <summary>The findings about one service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="image">Its image, where that is known.</param>
    /// <param name="rootFolder">The folder that paths are shown from.</param>
    public static IEnumerable<Finding> Examine(ComposeService service, ImageDetails? image, string rootFolder)
    {
        var user = IdsOf(service.User ?? image?.User);
        foreach (var mount in service.Volumes.Where(mount => mount.Kind == MountKind.Bind && mount.Source is not null))
        {
            var source = mount.Source!;
            var shown = source.StartsWith(rootFolder + "/", StringComparison.Ordinal) ? Path.GetRelativePath(rootFolder, source) : source;
            if (!Path.Exists(source))
            {
                if (!mount.CreatesHostPath)
                    yield return new Finding(true, DoctorProblems.NoMountSource(mount, service.Name, shown)) { Fix = () => Make(source, shown, user) };
                else if (user is { User: not 0 })
                    yield return new Finding(false, DoctorProblems.MountMadeAsRoot(mount, service.Name, shown, Text(user))) { Fix = () => Make(source, shown, user) };
            }
            else if (!OperatingSystem.IsWindows() && user is { } ids && ids.User != 0 && IsClosedToOthers(source))
            {
                // Whose it is, is not to be had here; what nobody but its owner and group may read, is worth a look.
                yield return new Finding(false, DoctorProblems.MountUnreadable(mount, service.Name, shown, Text(user)));
            }
        }
    }

    private static bool IsClosedToOthers(string path) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & (UnixFileMode.OtherRead | UnixFileMode.OtherExecute)) == UnixFileMode.None;

    private static string Make(string source, string shown, (int User, int Group)? user)
    {
        Directory.CreateDirectory(source);
        if (user is not { } ids || OperatingSystem.IsWindows())
            return $"made {shown}";
        return Ownership.Give(source, ids.User, ids.Group)
            ? $"made {shown} for user {Text(user)}"
            : $"made {shown}; it belongs to you, as only root can give it to user {Text(user)}";
    }

    // A name stands in the image's own list of users: nothing is known of it here.
    private static (int User, int Group)? IdsOf(string? user)
    {
        if (string.IsNullOrEmpty(user) || user == "root")
            return (0, 0);
        var parts = user.Split(':');
        if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return null;
        return (id, parts.Length > 1 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var group) ? group : id);
    }

    private static string Text((int User, int Group)? user) => user is { } ids ? string.Create(CultureInfo.InvariantCulture, $"{ids.User}:{ids.Group}") : "of its image";
}
