namespace Slipway.Containers.Compose;

/// <summary>What <c>!reset</c> and <c>!override</c> of a file take away from earlier ones.</summary>
internal sealed class ResetPaths
{
    private readonly List<string[]> _paths = [];

    /// <summary>Takes what is tagged <c>!reset</c> out of a file, and remembers where earlier files lose something.</summary>
    /// <param name="file">The file as read.</param>
    public YamlMapping Take(YamlMapping file) => Entries(file, []);

    /// <summary>The earlier tree without what was reset.</summary>
    /// <param name="tree">The earlier tree.</param>
    /// <param name="at">Where the tree is in the file's structure.</param>
    public YamlMapping Apply(YamlMapping tree, params string[] at)
    {
        foreach (var path in _paths)
        {
            if (path.Length > at.Length && path.AsSpan(0, at.Length).SequenceEqual(at))
                tree = Remove(tree, path.AsSpan(at.Length));
        }

        return tree;
    }

    private static YamlMapping Remove(YamlMapping tree, ReadOnlySpan<string> path)
    {
        if (path.Length == 1)
            return tree.Without(path[0]);
        return tree[path[0]] is YamlMapping inner ? tree.With(path[0], Remove(inner, path[1..])) : tree;
    }

    private static YamlValue Clean(YamlValue value) => value switch
    {
        YamlSequence sequence => sequence with { Tag = YamlTag.None, Items = [.. sequence.Items.Where(item => item.Tag != YamlTag.Reset).Select(Clean)] },
        YamlMapping mapping => mapping with
        {
            Tag = YamlTag.None,
            Entries = [.. mapping.Entries.Where(entry => entry.Value.Tag != YamlTag.Reset).Select(entry => entry with { Value = Clean(entry.Value) })],
        },
        _ => value,
    };

    private static bool HasTags(YamlValue value) => value.Tag != YamlTag.None || value switch
    {
        YamlSequence sequence => sequence.Items.Any(HasTags),
        YamlMapping mapping => mapping.Entries.Any(entry => HasTags(entry.Value)),
        _ => false,
    };

    private YamlMapping Entries(YamlMapping mapping, string[] path)
    {
        if (!HasTags(mapping))
            return mapping;
        var kept = new List<YamlEntry>();
        foreach (var entry in mapping.Entries)
        {
            string[] at = [.. path, entry.Key];
            if (entry.Value.Tag != YamlTag.None)
                _paths.Add(at);
            if (entry.Value.Tag == YamlTag.Reset)
                continue;
            // Below an override there is nothing left to take away.
            var value = entry.Value is YamlMapping inner && entry.Value.Tag == YamlTag.None ? Entries(inner, at) : Clean(entry.Value);
            kept.Add(entry with { Value = value });
        }

        return mapping with { Entries = kept };
    }
}
