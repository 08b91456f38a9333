namespace Slipway.Containers.Compose;

/// <summary>Chooses a project's name.</summary>
internal static class ProjectNames
{
    /// <summary>The name by the rules of compose: option, <c>COMPOSE_PROJECT_NAME</c>, <c>name:</c>, folder.</summary>
    /// <param name="options">What is loaded.</param>
    /// <param name="lookup">Knows the values of variables.</param>
    /// <param name="documents">The files, variables not yet replaced.</param>
    /// <param name="paths">Knows the project's folder.</param>
    /// <param name="problems">Takes a name that is not allowed.</param>
    public static string Choose(
        ComposeOptions options, VariableLookup lookup, List<YamlMapping> documents, ComposePaths paths, List<Problem> problems)
    {
        if (!string.IsNullOrEmpty(options.ProjectName))
            return Checked(options.ProjectName, "given as the project's name", problems);
        if (lookup.Find("COMPOSE_PROJECT_NAME", out var source) is { Length: > 0 } named)
        {
            var origin = source == VariableSource.File ? $"{lookup.PlaceOf("COMPOSE_PROJECT_NAME")}" : "the environment has COMPOSE_PROJECT_NAME";
            return Checked(named, origin, problems);
        }

        if (documents.FindLast(document => document["name"] is YamlScalar { Text.Length: > 0 })?["name"] is YamlScalar scalar)
        {
            // What is wrong with the template is reported when the whole file is gone through.
            var text = options.Interpolates && Template.TryParse(scalar.Text, out var template, out _) ? template.Expand(lookup.Find, _ => { }) : scalar.Text;
            return Normalised(text) is { Length: > 0 } name ? name : Checked(text, $"{scalar.Place}", problems);
        }

        var folder = Path.GetFileName(Path.TrimEndingDirectorySeparator(paths.ProjectFolder));
        return Normalised(folder) is { Length: > 0 } fallback ? fallback : Checked(folder, "the project's folder", problems);
    }

    /// <summary>Lower case, without what a name may not have.</summary>
    /// <param name="name">Any text.</param>
    public static string Normalised(string name) =>
        string.Concat(name.ToLowerInvariant().Where(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_'))
            .TrimStart('-', '_');

    private static string Checked(string name, string origin, List<Problem> problems)
    {
        var proposal = Normalised(name);
        if (proposal != name || name.Length == 0)
            problems.Add(ComposeProblems.BadProjectName(origin, name, proposal));
        return name;
    }
}
