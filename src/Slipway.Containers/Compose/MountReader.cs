namespace Slipway.Containers.Compose;

/// <summary>Reads the short form of mounts: <c>[source:]target[:options]</c>.</summary>
internal static class MountReader
{
    private static readonly string[] Propagations = ["rprivate", "private", "rshared", "shared", "rslave", "slave"];

    /// <summary>Source, target and options of a short form; <see langword="null"/> where it is none.</summary>
    /// <param name="text">The short form.</param>
    public static (string? Source, string Target, string[] Options)? Parse(string text)
    {
        if (text.Length is 1 or 2)
            return (null, text, []);
        var parts = Split(text);
        if (parts.Count is 0 or > 3 || parts.Exists(part => part.Length == 0))
            return null;
        return parts.Count == 1 ? (null, parts[0], []) : (parts[0], parts[1], parts.Count > 2 ? parts[2].Split(',') : []);
    }

    /// <summary>The long form of a short one; <see langword="null"/> where it is none.</summary>
    /// <param name="scalar">The short form.</param>
    public static YamlMapping? Read(YamlScalar scalar)
    {
        if (Parse(scalar.Text) is not { } mount)
            return null;
        var place = scalar.Place;
        var isBind = mount.Source is not null && IsPath(mount.Source);
        var entries = new List<(string, YamlValue)> { ("type", Yaml.Text(isBind ? "bind" : "volume", place)) };
        if (mount.Source is not null)
            entries.Add(("source", Yaml.Text(mount.Source, place, scalar.Written)));
        entries.Add(("target", Yaml.Text(UnixPath.Clean(mount.Target), place, scalar.Written)));
        var isReadOnly = mount.Options.LastOrDefault(option => option is "ro" or "rw") == "ro";
        if (isReadOnly)
            entries.Add(("read_only", Yaml.Flag(flag: true, place)));
        var bind = new List<(string, YamlValue)>();
        if (mount.Options.LastOrDefault(option => option is "z" or "Z") is { } label)
            bind.Add(("selinux", Yaml.Text(label, place)));
        if (mount.Options.LastOrDefault(option => Propagations.Contains(option, StringComparer.Ordinal)) is { } propagation)
            bind.Add(("propagation", Yaml.Text(propagation, place)));
        if (isBind)
            bind.Add(("create_host_path", Yaml.Flag(flag: true, place)));
        if (bind.Count > 0)
            entries.Add(("bind", Yaml.Mapping(place, bind)));
        var noCopy = mount.Options.Contains("nocopy", StringComparer.Ordinal);
        // One of two characters has no options at all, not even an empty mapping of them.
        if (noCopy || (!isBind && scalar.Text.Length > 2))
            entries.Add(("volume", noCopy ? Yaml.Mapping(place, ("nocopy", Yaml.Flag(flag: true, place))) : Yaml.Mapping(place)));
        return Yaml.Mapping(place, entries);
    }

    /// <summary>Whether the source of a short form is a path and no volume.</summary>
    /// <param name="source">The source, not empty.</param>
    public static bool IsPath(string source) =>
        source[0] is '.' or '/' or '~' || source.StartsWith(@"\\", StringComparison.Ordinal) || (source.Length > 1 && char.IsLetter(source[0]) && source[1] == ':');

    // A letter and a colon begin a Windows path: "c:/data:/data" has two parts.
    private static List<string> Split(string text)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && (text[i] != ':' || (i == start + 1 && char.IsLetter(text[start]))))
                continue;
            parts.Add(text[start..i]);
            start = i + 1;
        }

        return text.Length == 0 ? [] : parts;
    }
}
