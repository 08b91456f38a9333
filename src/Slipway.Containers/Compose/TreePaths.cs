namespace Slipway.Containers.Compose;

/// <summary>Resolves the paths of a file from the folder that they are relative to.</summary>
/// <param name="folder">That folder; it may be relative itself, to the folder of a file that includes this one.</param>
/// <param name="home">The home folder, for <c>~</c>.</param>
/// <param name="problems">Takes what has no path.</param>
internal sealed class TreePaths(string folder, string? home, List<Problem> problems)
{
    private readonly ShapesWith _rules = new(shape => shape.Path != PathRule.None);

    private static readonly string[] Remotes = ["https://", "http://", "git://", "ssh://", "github.com/", "git@"];

    /// <summary>The tree with paths resolved.</summary>
    /// <param name="value">The tree in long forms.</param>
    /// <param name="shape">What is known about it.</param>
    /// <param name="path">Its place in the structure, for messages.</param>
    public YamlValue Apply(YamlValue value, Shape? shape, string path = "")
    {
        if (shape is null || value is YamlScalar { IsUnresolved: true })
            return value;
        switch (value)
        {
            case YamlScalar { Kind: YamlKind.Text } scalar when shape.Path != PathRule.None:
                return Resolve(scalar, shape.Path);
            case YamlMapping mount when shape.Path == PathRule.Mount:
                return Mount(mount, path);
            case YamlMapping volume when shape.Path == PathRule.VolumeDevice:
                return Device(volume);
            case YamlMapping mapping:
                return mapping.Select(entry => shape.Of(entry.Key) is var field && _rules.Contain(field) ? Apply(entry.Value, field, Yaml.Path(path, entry.Key)) : entry.Value);
            case YamlSequence sequence when _rules.Contain(shape.Items):
                return sequence.Select((item, i) => Apply(item, shape.Items, $"{path}[{i}]"));
            default:
                return value;
        }
    }

    /// <summary>Whether a build context is an address and no folder.</summary>
    /// <param name="context">The context.</param>
    public static bool IsRemote(string context) => context.Contains("://", StringComparison.Ordinal)
        || context.StartsWith("service:", StringComparison.Ordinal)
        || Remotes.Any(prefix => context.StartsWith(prefix, StringComparison.Ordinal));

    private YamlScalar Resolve(YamlScalar scalar, PathRule rule)
    {
        var text = scalar.Text;
        var resolved = rule switch
        {
            PathRule.Context when IsRemote(text) => text,
            PathRule.LocalOrWindows => IsWindowsPath(Home(text)) ? Home(text) : UnixPath.Join(folder, Home(text), keepRooted: true),
            _ when text.Length == 0 => text,
            PathRule.WithoutLinks => WithoutLinks(UnixPath.Join(folder, Home(text), keepRooted: true)),
            _ => UnixPath.Join(folder, Home(text), keepRooted: true),
        };
        return resolved == text ? scalar : scalar with { Text = resolved };
    }

    private YamlMapping Mount(YamlMapping mount, string path)
    {
        if (Fields.Text(mount, "type") != "bind")
            return mount;
        if (mount["source"] is YamlScalar { Kind: YamlKind.Text, IsUnresolved: false } source)
            return mount.With("source", Resolve(source, PathRule.LocalOrWindows));
        if (mount.Find("source") is null)
            problems.Add(ComposeProblems.Missing(mount.Place, path, "source"));
        return mount;
    }

    private YamlMapping Device(YamlMapping volume) =>
        Fields.Text(volume, "driver") == "local" && volume["driver_opts"] is YamlMapping options && Fields.Text(options, "o") == "bind"
        && options["device"] is YamlScalar { Kind: YamlKind.Text, IsUnresolved: false } device
            ? volume.With("driver_opts", options.With("device", Resolve(device, PathRule.LocalOrWindows)))
            : volume;

    private string Home(string path) =>
        home is not null && path.StartsWith('~') ? UnixPath.Join(home, path[1..]) : path;

    private static bool IsWindowsPath(string path) =>
        (path.Length > 2 && char.IsAsciiLetter(path[0]) && path[1] == ':' && path[2] is '\\' or '/') || IsShare(path);

    // \\server\share\ and something below it: without that it is a name like any other.
    private static bool IsShare(string path)
    {
        if (path.Length < 5 || !path.StartsWith(@"\\", StringComparison.Ordinal) || path[2] is '\\' or '/' or '.')
            return false;
        var share = path.IndexOfAny(['\\', '/'], 3) + 1;
        return share > 0 && share < path.Length && path[share] is not ('\\' or '/' or '.') && path.IndexOfAny(['\\', '/'], share) >= 0;
    }

    // As compose does it: the first link on the way is replaced by where all of its own links lead.
    private static string WithoutLinks(string path)
    {
        if (!path.StartsWith('/'))
            return path;
        for (var end = path.IndexOf('/', 1); ; end = path.IndexOf('/', end + 1))
        {
            var part = end < 0 ? path : path[..end];
            try
            {
                if (new DirectoryInfo(part) is { LinkTarget: not null } link)
                    return RealPath.Of(link.FullName) + path[part.Length..];
            }
            catch (IOException)
            {
                return path;
            }

            if (end < 0)
                return path;
        }
    }
}
