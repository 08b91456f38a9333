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
            if (service is { Image: null or "", Build: null } && service.Definition["image"] is not YamlScalar { IsUnresolved: true })
                problems.Add(ComposeProblems.NoImageAndNoBuild(service.Place, service.Name));
            ServiceChecks.Run(project, service, problems);
            CheckUses(project, service, problems);
            CheckDependencies(project, service, problems);
            problems.AddRange(service.FileProblems);
        }

        foreach (var secret in project.Secrets.Values.Where(secret => secret is { IsExternal: false, File: null or "", Variable: null or "" }))
            problems.Add(ComposeProblems.NoSource(secret.Place, $"secrets.{secret.Key}", ["file", "environment"]));
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
        foreach (var start in project.ActiveServices)
        {
            if (done.Contains(start.Name))
                continue;

            // Not by calls within calls: chains may be longer than the stack is deep.
            var path = new List<(ComposeService Service, Place Place, int Next)> { (start, default, 0) };
            while (path.Count > 0)
            {
                var (service, _, next) = path[^1];
                if (next == service.DependsOn.Count)
                {
                    done.Add(service.Name);
                    path.RemoveAt(path.Count - 1);
                    continue;
                }

                var dependency = service.DependsOn[next];
                path[^1] = (service, dependency.Place, next + 1);
                if (!project.Services.TryGetValue(dependency.Service, out var needed) || !needed.IsActive || done.Contains(needed.Name))
                    continue;
                var first = path.FindIndex(step => step.Service.Name == needed.Name);
                if (first >= 0)
                    return [.. path[first..].Select(step => (step.Service, step.Place))];
                path.Add((needed, default, 0));
            }
        }

        return null;
    }
}
