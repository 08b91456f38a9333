namespace Slipway.Containers.Compose;

/// <summary>Reads the files that services have variables and labels from.</summary>
/// <param name="paths">Names files in messages.</param>
/// <param name="lookup">Knows the project's variables.</param>
/// <param name="allowsMissing">Whether files that must be there may be missing.</param>
internal sealed class ServiceFiles(ComposePaths paths, VariableLookup lookup, bool allowsMissing)
{
    /// <summary>The variables of a service: its files', and its own over them.</summary>
    /// <param name="service">The service's name.</param>
    /// <param name="files">Its files.</param>
    /// <param name="own">Its own variables.</param>
    /// <param name="problems">Takes what is wrong with the files.</param>
    public IReadOnlyDictionary<string, string?> Read(
        string service, IReadOnlyList<ComposeEnvFile> files, IReadOnlyDictionary<string, string?> own, List<Problem> problems)
    {
        if (files.Count == 0)
            return own;
        var all = new OrderedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var name = paths.Name(file.Path);
            if (!File.Exists(file.Path) && !Directory.Exists(file.Path))
            {
                if (file.IsRequired && !allowsMissing)
                    problems.Add(ComposeProblems.EnvFileMissing(file.Place, service, name));
            }
            else if (!string.IsNullOrEmpty(file.Format))
            {
                problems.Add(ComposeProblems.EnvFileFormat(file.Place, service, file.Format));
            }
            else
            {
                foreach (var variable in Variables(file.Path, name, key => all.GetValueOrDefault(key) ?? lookup.Find(key), problems))
                    all[variable.Name] = variable.Value;
            }
        }

        foreach (var (name, value) in own)
            all[name] = value;
        return Ordered.Of(all, pair => pair.Key, pair => pair.Value);
    }

    /// <summary>The labels of a service's <c>label_file</c>.</summary>
    /// <param name="service">The service's name.</param>
    /// <param name="files">The field.</param>
    /// <param name="problems">Takes what is wrong with the files.</param>
    public IReadOnlyDictionary<string, string> ReadLabels(string service, YamlValue? files, List<Problem> problems)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in (files as YamlSequence)?.Items.OfType<YamlScalar>() ?? [])
        {
            var name = paths.Name(file.Text);
            if (!File.Exists(file.Text) && !Directory.Exists(file.Text))
            {
                if (!allowsMissing)
                    problems.Add(ComposeProblems.LabelFileMissing(file.Place, service, name));
                continue;
            }

            foreach (var label in Variables(file.Text, name, labels.GetValueOrDefault, problems))
                labels[label.Name] = label.Value;
        }

        return labels;
    }

    private static IReadOnlyList<DotEnvVariable> Variables(string file, string name, Func<string, string?> known, List<Problem> problems)
    {
        try
        {
            return DotEnv.Read(File.ReadAllText(file), name, known, problems, allowsNameless: true).Variables;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(ComposeProblems.CannotRead(name, e));
            return [];
        }
    }
}
