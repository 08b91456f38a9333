namespace Slipway.Containers.Compose;

/// <summary>Reads files that are laid over each other, with all that they extend and include, into one tree in long forms.</summary>
/// <param name="paths">Names files in messages.</param>
/// <param name="environment">The variables of the process.</param>
/// <param name="interpolates">Whether variables are replaced.</param>
/// <param name="refusesNewer">Whether fields that compose 2.26 does not know are wrong.</param>
/// <param name="problems">Takes what is wrong.</param>
internal sealed class FileSet(ComposePaths paths, IReadOnlyDictionary<string, string> environment, bool interpolates, bool refusesNewer, List<Problem> problems)
{
    private readonly ShapeCheck _check = new(problems, refusesNewer);
    private readonly DistinctItems _distinct = new(problems);
    private readonly LongForms _longForms = new(!interpolates, problems);
    private readonly Dictionary<string, IReadOnlyList<YamlValue>> _read = new(StringComparer.Ordinal);

    /// <summary>What the files mention.</summary>
    public VariableMentions Mentions { get; } = new();

    /// <summary>Every file that was read, in that order; also those that are extended or included.</summary>
    public IEnumerable<string> Files => _read.Keys;

    /// <summary>Merges trees.</summary>
    public TreeMerge Merge { get; } = new(problems);

    /// <summary>Names files in messages.</summary>
    public ComposePaths Paths => paths;

    /// <summary>The variables of the process.</summary>
    public IReadOnlyDictionary<string, string> Environment => environment;

    /// <summary>Takes what is wrong.</summary>
    public List<Problem> Problems => problems;

    /// <summary>The tree of the files, paths resolved and defaults added.</summary>
    /// <param name="files">The files, absolute, later ones over earlier ones.</param>
    /// <param name="scope">Where they are read from.</param>
    public YamlMapping Load(IReadOnlyList<string> files, LoadScope scope)
    {
        var tree = Yaml.Mapping(new Place(files.Count > 0 ? paths.Name(files[0]) : "", 1));
        var extending = new Extending(this, scope);
        foreach (var file in files)
        {
            scope = scope with { Including = [.. scope.Including, file] };
            foreach (var document in Documents(file))
                tree = Add(tree, document, file, scope, extending);
        }

        tree = TreeDefaults.Apply(tree);
        new TreeChecks(problems).Check(tree);
        tree = (YamlMapping)new TreePaths(scope.FolderFromOutside, paths.Home, problems).Apply(tree, ComposeSchema.File);
        return interpolates ? PassedVariables.Apply(tree, scope.Lookup) : tree;
    }

    /// <summary>The tree of a file that is extended: only what it says itself.</summary>
    /// <param name="file">The file, absolute.</param>
    /// <param name="folderFromOutside">Its folder, seen from the file that extends it.</param>
    /// <param name="scope">Knows the variables.</param>
    /// <param name="resets">What the file takes away.</param>
    public YamlMapping LoadAlone(string file, string folderFromOutside, LoadScope scope, out ResetPaths resets)
    {
        resets = new ResetPaths();
        var tree = Yaml.Mapping(new Place(paths.Name(file), 1));
        foreach (var document in Documents(file))
        {
            resets = new ResetPaths();
            var own = resets.Take(Interpolated(document, scope));
            tree = Canonical((YamlMapping)Merge.Merge(resets.Apply(tree), own, ComposeSchema.File, ""));
        }

        return (YamlMapping)new TreePaths(folderFromOutside, paths.Home, problems).Apply(tree, ComposeSchema.File);
    }

    /// <summary>The documents of a file, as written; read once.</summary>
    /// <param name="file">The file, absolute.</param>
    public IReadOnlyList<YamlMapping> Documents(string file)
    {
        if (!_read.TryGetValue(file, out var documents))
            _read[file] = documents = ComposeText.Read(file, paths.Name(file), problems);
        return [.. documents.OfType<YamlMapping>()];
    }

    private YamlMapping Add(YamlMapping tree, YamlMapping document, string file, LoadScope scope, Extending extending)
    {
        var resets = new ResetPaths();
        var own = extending.Apply(resets.Take(Interpolated(document, scope)), file, resets);
        tree = resets.Apply(tree);
        if (own.Find("include") is not null)
            own = new Including(this, scope).Apply(own);
        if (OldServices(own) is { Count: > 0 } old)
        {
            problems.AddRange(old.Select(entry => ComposeProblems.OldFormat(entry.Place, entry.Key)));
            return tree;
        }

        var merged = (YamlMapping)_distinct.Apply(Merge.Merge(tree, own, ComposeSchema.File, ""), ComposeSchema.File);
        _check.Check(merged, ComposeSchema.File, "");
        return Canonical(merged.Without("version"));
    }

    private YamlMapping Canonical(YamlMapping tree) =>
        (YamlMapping)_distinct.Apply(EmptyTexts.Drop((YamlMapping)_longForms.Apply(_distinct.Apply(tree, ComposeSchema.File), ComposeSchema.File)), ComposeSchema.File);

    private YamlMapping Interpolated(YamlMapping document, LoadScope scope) => interpolates
        ? (YamlMapping)new Interpolator(scope.Lookup, Mentions, problems).Replace(document, ComposeSchema.File)
        : document;

    // Version 1 had services at the top, and nothing else.
    private static List<YamlEntry> OldServices(YamlMapping document) => document.Find("services") is not null
        ? []
        : [.. document.Entries.Where(entry => entry.Value is YamlMapping fields && (fields.Find("image") ?? fields.Find("build")) is not null
            && ComposeSchema.File.Of(entry.Key) is null && !entry.Key.StartsWith("x-", StringComparison.Ordinal))];
}
