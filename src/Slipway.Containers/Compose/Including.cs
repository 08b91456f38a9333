namespace Slipway.Containers.Compose;

/// <summary>Adds what a file includes.</summary>
/// <param name="files">Reads other files.</param>
/// <param name="scope">Where the including file is read from.</param>
internal sealed class Including(FileSet files, LoadScope scope)
{
    private static readonly string[] Sections = ["services", "volumes", "networks", "secrets", "configs"];

    /// <summary>The file with everything that it includes.</summary>
    /// <param name="document">The file, variables replaced.</param>
    public YamlMapping Apply(YamlMapping document)
    {
        var include = document.Find("include")!;
        if (include.Value is not YamlSequence items)
        {
            if (!Yaml.IsNothing(include.Value))
                files.Problems.Add(ComposeProblems.WrongShape(include.Value.Place, "include", "a list", include.Value.Description));
            return document.Without("include");
        }

        var check = new ShapeCheck(files.Problems);
        var before = files.Problems.Count;
        check.Check(items, ComposeSchema.File.Fields!["include"], "include");
        if (files.Problems.Count == before)
            document = items.Items.Aggregate(document, Add);
        return document.Without("include");
    }

    private YamlMapping Add(YamlMapping document, YamlValue item)
    {
        if (Yaml.IsNothing(item))
            return document;
        var mapping = item as YamlMapping ?? Yaml.Mapping(item.Place, ("path", item));
        var paths = Fields.Texts(mapping["path"]).Select(path => Path.GetFullPath(path, scope.Folder)).ToList();
        if (paths is not [var main, ..])
            return document;
        if (scope.Including.Contains(main, StringComparer.Ordinal))
        {
            files.Problems.Add(ComposeProblems.IncludeCircle(item.Place, [.. scope.Including.Append(main).Select(files.Paths.Name)]));
            return document;
        }

        var written = Fields.Text(mapping, "project_directory");
        var folder = string.IsNullOrEmpty(written) ? Path.GetDirectoryName(main)! : Path.GetFullPath(written, scope.Folder);
        var before = files.Problems.Count;
        var variables = EnvironmentFiles(mapping, folder);
        if (files.Problems.Count > before)
            return document;
        var lookup = new VariableLookup(files.Environment, variables) { Outer = scope.Lookup };
        var included = files.Load(paths, new LoadScope
        {
            Folder = folder,
            FolderFromOutside = written is ['/', ..] ? UnixPath.Clean(written) : Path.GetRelativePath(scope.Folder, folder),
            Lookup = lookup,
            Including = scope.Including,
        });
        return Sections.Aggregate(document, (result, section) => Import(result, included, section, item.Place));
    }

    private List<DotEnv> EnvironmentFiles(YamlMapping include, string folder)
    {
        var named = Fields.Texts(include["env_file"]).Select(file => Path.GetFullPath(file, scope.Folder)).ToList();
        if (named.Count == 0 && File.Exists(Path.Combine(folder, ".env")))
            named.Add(Path.Combine(folder, ".env"));
        return DotEnv.LoadAll(named, scope.Lookup.Find, files.Paths, files.Problems);
    }

    private YamlMapping Import(YamlMapping document, YamlMapping included, string section, Place place)
    {
        if (included[section] is not YamlMapping { Entries.Count: > 0 } from)
            return document;
        if (document[section] is not { } value || Yaml.IsNothing(value))
            return document.With(section, from);
        if (value is not YamlMapping to)
            return document;
        foreach (var entry in from.Entries)
        {
            if (to.Find(entry.Key) is not { } own)
                to = to with { Entries = [.. to.Entries, entry] };
            else if (!Yaml.AreSame(own.Value, entry.Value))
                files.Problems.Add(ComposeProblems.IncludeConflict(place, $"{section}.{entry.Key}", own.Place, entry.Place));
        }

        return document.With(section, to);
    }
}
