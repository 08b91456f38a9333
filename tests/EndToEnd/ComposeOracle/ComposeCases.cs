namespace EndToEnd.ComposeOracle;

/// <summary>Projects of every kind, each the same for one seed on every machine.</summary>
internal static class ComposeCases
{
    /// <summary>Makes a project.</summary>
    /// <param name="kind">What it is about.</param>
    /// <param name="seed">What it is made of.</param>
    public static IComposeCase Make(string kind, int seed) => kind switch
    {
        "projects" => new RandomProject(seed),
        "raw" => new RandomProject(seed, wild: seed % 3 == 0, raw: true),
        "spoilt" => SpoiltProject.Make(seed),
        "environment" => new RandomEnvironmentText(new RandomDice(seed)).Project(),
        "templates" => new RandomTemplate(new RandomDice(seed)).Project(),
        "short" => new RandomShortForms(new RandomDice(seed)).Project(),
        "merges" => new RandomMerge(new RandomDice(seed)).Project(),
        "yaml" => new RandomYamlText(new RandomDice(seed)).Project(),
        "places" => new RandomPlaces(new RandomDice(seed)).Project(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "there is no such kind"),
    };
}
