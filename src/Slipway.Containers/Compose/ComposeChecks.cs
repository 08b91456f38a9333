namespace Slipway.Containers.Compose;

/// <summary>Checks that the active services of a project fit together.</summary>
internal static class ComposeChecks
{
    /// <summary>Everything that does not fit.</summary>
    /// <param name="project">The project with its profiles chosen.</param>
    public static List<Problem> Run(ComposeProject project)
    {
        var problems = new List<Problem>();
        foreach (var service in project.ActiveServices)
        {
            if (service is { Image: null, Build: null })
                problems.Add(ComposeProblems.NoImageAndNoBuild(service.Place, service.Name));
            problems.AddRange(service.Conflicts);
            CheckUses(project, service, problems);
            CheckDependencies(project, service, problems);
        }

        if (problems.Count == 0 && FindCircle(project) is { } circle)
            problems.Add(ComposeProblems.DependencyCircle(circle));
        return problems;
    }

    private static void CheckUses(ComposeProject project, ComposeService service, List<Problem> problems)
    {
        foreach (var use in service.Networks.Where(use => !project.Networks.ContainsKey(use.Network)))
            problems.Add(ComposeProblems.Undefined(use.Place, service.Name, "network", use.Network, project.Networks.Keys));
        foreach (var mount in service.Volumes)
        {
            if (mount is { Kind: MountKind.Volume, Source: { } volume } && !project.Volumes.ContainsKey(volume))
                problems.Add(ComposeProblems.Undefined(mount.Place, service.Name, "volume", volume, project.Volumes.Keys));
        }

        foreach (var use in service.Secrets.Concat(service.Build?.Secrets ?? []).Where(use => !project.Secrets.ContainsKey(use.Source)))
            problems.Add(ComposeProblems.Undefined(use.Place, service.Name, "secret", use.Source, project.Secrets.Keys));
        foreach (var use in service.Configs.Where(use => !project.Configs.ContainsKey(use.Source)))
            problems.Add(ComposeProblems.Undefined(use.Place, service.Name, "config", use.Source, project.Configs.Keys));
    }

    private static void CheckDependencies(ComposeProject project, ComposeService service, List<Problem> problems)
    {
        foreach (var dependency in service.DependsOn)
        {
            if (!project.Services.TryGetValue(dependency.Service, out var needed))
                problems.Add(ComposeProblems.UndefinedDependency(dependency.Place, service.Name, dependency.Service, project.Services.Keys));
            else if (!needed.IsActive && dependency.IsRequired)
                problems.Add(ComposeProblems.InactiveDependency(dependency.Place, service.Name, needed));
        }
    }

    private static List<(ComposeService Service, Place Place)>? FindCircle(ComposeProject project)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        var path = new List<(ComposeService Service, Place Place)>();
        foreach (var service in project.ActiveServices)
        {
            if (Visit(service) is { } circle)
                return circle;
        }

        return null;

        List<(ComposeService Service, Place Place)>? Visit(ComposeService service)
        {
            var start = path.FindIndex(step => step.Service.Name == service.Name);
            if (start >= 0)
                return path[start..];
            if (done.Contains(service.Name))
                return null;
            foreach (var dependency in service.DependsOn)
            {
                if (!project.Services.TryGetValue(dependency.Service, out var needed) || !needed.IsActive)
                    continue;
                path.Add((service, dependency.Place));
                var circle = Visit(needed);
                path.RemoveAt(path.Count - 1);
                if (circle is not null)
                    return circle;
            }

            done.Add(service.Name);
            return null;
        }
    }
}
