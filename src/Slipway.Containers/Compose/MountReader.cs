namespace Slipway.Containers.Compose;

/// <summary>Reads mounts: <c>[source:]target[:options]</c>, or the long form.</summary>
internal static class MountReader
{
    /// <summary>The mount of a short form; its source as written.</summary>
    /// <param name="scalar">The short form.</param>
    /// <param name="mount">What was read.</param>
    public static bool TryRead(YamlScalar scalar, out ComposeMount? mount)
    {
        mount = null;
        var parts = Split(scalar.Text);
        if (parts.Count is 0 or > 3 || parts.Exists(part => part.Length == 0))
            return false;
        var source = parts.Count > 1 ? parts[0] : null;
        var options = parts.Count > 2 ? parts[2].Split(',') : [];
        var isPath = source is not null && (source[0] is '.' or '/' or '~' or '\\' || IsDrive(source));
        mount = new ComposeMount
        {
            Place = scalar.Place,
            Kind = isPath ? MountKind.Bind : MountKind.Volume,
            Source = source,
            Target = parts.Count > 1 ? parts[1] : parts[0],
            IsReadOnly = options.Contains("ro", StringComparer.Ordinal),
            CreatesHostPath = isPath,
        };
        return true;
    }

    /// <summary>The mount of a long form; its source as written.</summary>
    /// <param name="mapping">The long form.</param>
    /// <param name="path">Its place in the structure, for messages.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static ComposeMount? Read(YamlMapping mapping, string path, List<Problem> problems)
    {
        if (mapping["type"] is not YamlScalar type)
        {
            problems.Add(ComposeProblems.Missing(mapping.Place, path, "type"));
            return null;
        }

        if (mapping["target"] is not YamlScalar target)
        {
            problems.Add(ComposeProblems.Missing(mapping.Place, path, "target"));
            return null;
        }

        var kind = type.Text switch
        {
            "volume" => MountKind.Volume,
            "bind" => MountKind.Bind,
            "tmpfs" => MountKind.Tmpfs,
            _ => MountKind.Other,
        };
        var source = mapping["source"] as YamlScalar;
        if (kind == MountKind.Bind && source is null)
        {
            problems.Add(ComposeProblems.Missing(mapping.Place, path, "source"));
            return null;
        }

        return new ComposeMount
        {
            Place = mapping.Place,
            Kind = kind,
            Source = source?.Text,
            Target = target.Text,
            IsReadOnly = mapping["read_only"] is YamlScalar flag && ComposeScalars.Flag(flag) == true,
            CreatesHostPath = mapping["bind"] is YamlMapping bind
                && bind["create_host_path"] is YamlScalar create && ComposeScalars.Flag(create) == true,
        };
    }

    // A letter and a colon begin a Windows path: "c:/data:/data" has two parts.
    private static List<string> Split(string text)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && (text[i] != ':' || (i == start + 1 && IsDrive(text.AsSpan(start)))))
                continue;
            parts.Add(text[start..i]);
            start = i + 1;
        }

        return text.Length == 0 ? [] : parts;
    }

    private static bool IsDrive(ReadOnlySpan<char> text) =>
        text.Length > 2 && char.IsAsciiLetter(text[0]) && text[1] == ':' && text[2] is '\\' or '/';
}
