namespace Slipway.Containers.Dockerfiles;

/// <summary>The arguments above the first <c>FROM</c>, and those that are there by themselves.</summary>
internal static class GlobalVariables
{
    /// <summary>Their values.</summary>
    /// <param name="dockerfile">The file.</param>
    /// <param name="options">What it is built with.</param>
    /// <param name="problems">Takes what cannot be expanded.</param>
    public static Dictionary<string, string> Of(Dockerfile dockerfile, DockerfileOptions options, List<Problem> problems)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        AddPlatform("BUILD", Platforms.Own);
        AddPlatform("TARGET", options.Platform ?? Platforms.Own);
        Add("TARGETSTAGE", string.IsNullOrEmpty(options.Target) ? dockerfile.Stages[^1].Name ?? "default" : options.Target);
        var expander = new WordExpander(dockerfile.Escape, values.GetValueOrDefault);
        foreach (var instruction in dockerfile.GlobalArgs)
        {
            foreach (var (name, written) in instruction.Pairs)
            {
                var value = options.Args.GetValueOrDefault(name);
                if (value is null && written is not null)
                    value = Expand(written, instruction.ArgumentsPlace);
                if (value is not null)
                    values[name] = value;
            }
        }

        return values;

        void AddPlatform(string prefix, string platform)
        {
            var (system, architecture, variant) = Platforms.Split(platform);
            Add(prefix + "PLATFORM", platform);
            Add(prefix + "OS", system);
            Add(prefix + "ARCH", architecture);
            Add(prefix + "VARIANT", variant);
        }

        void Add(string name, string value) => values[name] = options.Args.GetValueOrDefault(name) ?? value;

        string Expand(string written, Place place)
        {
            try
            {
                return expander.Expand(written);
            }
            catch (WordException e)
            {
                problems.Add(DockerfilesProblems.BadExpansion(place, written, e.Message));
                return "";
            }
        }
    }
}
