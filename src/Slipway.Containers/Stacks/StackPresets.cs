using Slipway.Containers.Compose;

namespace Slipway.Containers.Stacks;

/// <summary>What options such as <c>--with-redis</c> and <c>--memory-optimized</c> mean for a stack.</summary>
internal static class StackPresets
{
    /// <summary>The profiles to activate; <see langword="null"/> leaves those that compose would.</summary>
    /// <exception cref="ProblemException">An option asks for a profile that no service has; all at once.</exception>
    public static IReadOnlyList<string>? Profiles(ComposeProject loaded, StackSettings settings, StackOptions options)
    {
        var known = loaded.Services.Values.SelectMany(service => service.Profiles).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var problems = options.MoreProfiles.Where(more => !known.Contains(more.Profile))
            .Select(more => StackProblems.NoSuchProfile(more.Profile, more.Option, Path.GetFileName(options.Folder), loaded.Files[0], known)).ToList();
        if (problems.Count > 0)
            throw new ProblemException(problems);
        var profiles = options.Profiles ?? settings.Profiles;
        return options.MoreProfiles.Count == 0 ? profiles : [.. (profiles ?? loaded.Profiles).Concat(options.MoreProfiles.Select(more => more.Profile)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The variables to set. Those of the environment win over them.</summary>
    /// <exception cref="ProblemException">The stack says nothing of the preset that is asked for.</exception>
    public static IReadOnlyDictionary<string, string> Variables(ComposeProject loaded, StackSettings settings, StackOptions options)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        if (options.IsTogether)
        {
            // Only a default of the file's own gives way: what somebody wrote into .env stays.
            var written = loaded.Variables.Where(variable => variable.Source == VariableSource.File).Select(variable => variable.Name).ToHashSet(StringComparer.Ordinal);
            Add(settings.Together?.Where(pair => !written.Contains(pair.Key)) ?? []);
        }

        if (options.IsMemoryOptimized)
            Add(settings.MemoryOptimized ?? throw new ProblemException(StackProblems.NotMemoryOptimized(Path.GetFileName(options.Folder), loaded.Files[0])));
        return variables;

        void Add(IEnumerable<KeyValuePair<string, string>> pairs)
        {
            foreach (var (name, value) in pairs.Where(pair => !options.Environment.ContainsKey(pair.Key)))
                variables[name] = value;
        }
    }
}
