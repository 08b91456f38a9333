namespace Slipway.Containers.Compose;

/// <summary>Lays services over those that they extend.</summary>
/// <param name="files">Reads other files.</param>
/// <param name="scope">Where the files are read from.</param>
internal sealed class Extending(FileSet files, LoadScope scope)
{
    private readonly HashSet<(string File, string Service)> _inCircles = [];
    private readonly Dictionary<string, (YamlMapping? Services, ResetPaths Resets)> _loaded = new(StringComparer.Ordinal);

    /// <summary>The file with every <c>extends</c> carried out.</summary>
    /// <param name="document">The file, variables replaced.</param>
    /// <param name="file">Its path, absolute.</param>
    /// <param name="resets">What it takes away from what it extends.</param>
    public YamlMapping Apply(YamlMapping document, string file, ResetPaths resets)
    {
        if (document["services"] is not YamlMapping services || !services.Entries.Any(entry => (entry.Value as YamlMapping)?.Find("extends") is not null))
            return document;
        return document.With("services", services.Select(entry => Extended(entry.Key, services, file, [resets], [])));
    }

    private YamlValue Extended(string name, YamlMapping services, string file, IReadOnlyList<ResetPaths> resets, List<ExtendsStep> steps)
    {
        var value = services[name]!;
        if (value is not YamlMapping service || service.Find("extends") is not { } extends)
            return value;
        var place = extends.Place;
        var (reference, referenceFile) = extends.Value is YamlMapping mapping ? (mapping["service"], mapping["file"]) : (extends.Value, null);
        var without = service.Without("extends");
        if (reference is not YamlScalar { Kind: YamlKind.Text, IsUnresolved: false } target
            || (referenceFile is not null and not YamlScalar { Kind: YamlKind.Text or YamlKind.Nothing, IsUnresolved: false }))
        {
            return service;
        }

        var path = referenceFile is YamlScalar { Kind: YamlKind.Text } written ? System.IO.Path.GetFullPath(written.Text, scope.Folder) : null;
        if (path is not null)
        {
            var (others, otherResets) = Load(path, place);
            if (others is null)
                return without;
            services = others;
            resets = [.. resets, otherResets];
        }

        if (services.Find(target.Text) is null)
        {
            files.Problems.Add(ComposeProblems.NothingToExtend(place, name, target.Text, files.Paths.Name(path ?? file), services.Entries.Select(entry => entry.Key)));
            return without;
        }

        var step = new ExtendsStep(path ?? file, name, target.Text, place);
        var start = steps.FindIndex(earlier => earlier.File == step.File && earlier.Service == step.Service);
        if (start >= 0)
        {
            // Every service on the circle finds it.
            var isNew = false;
            foreach (var earlier in steps[start..])
                isNew |= _inCircles.Add((earlier.File, earlier.Service));
            if (isNew)
                files.Problems.Add(ComposeProblems.ExtendsCircle(steps[start..]));
            return without;
        }

        var source = Extended(target.Text, services, file, resets, [.. steps, step]);
        if (source is not YamlMapping below)
            return Yaml.IsNothing(source) ? service : without;
        foreach (var reset in resets)
            below = reset.Apply(below, "services", name);
        return ((YamlMapping)files.Merge.Merge(below, service, ComposeSchema.Service, $"services.{name}")).Without("extends");
    }

    private (YamlMapping? Services, ResetPaths Resets) Load(string path, Place place)
    {
        if (_loaded.TryGetValue(path, out var known))
            return known;
        var before = files.Problems.Count;
        var folder = System.IO.Path.GetRelativePath(scope.Folder, System.IO.Path.GetDirectoryName(path)!);
        var tree = files.LoadAlone(path, folder, scope, out var resets);
        var services = tree["services"] as YamlMapping;
        if (services is null && files.Problems.Count == before)
            files.Problems.Add(ComposeProblems.Missing(place, files.Paths.Name(path), "services"));
        return _loaded[path] = (services, resets);
    }
}
