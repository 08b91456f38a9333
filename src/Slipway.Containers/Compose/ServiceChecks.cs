namespace Slipway.Containers.Compose;

/// <summary>Checks that the fields of a service fit together.</summary>
internal static class ServiceChecks
{
    /// <summary>Reports everything that does not fit.</summary>
    /// <param name="project">The project.</param>
    /// <param name="service">An active service of it.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static void Run(ComposeProject project, ComposeService service, List<Problem> problems)
    {
        var path = $"services.{service.Name}";
        if (service.Build is { } build)
            CheckBuild(project, service, build, problems);
        if (service.NetworkMode is { Length: > 0 } && service.Definition["networks"] is YamlMapping { Entries.Count: > 0 })
            problems.Add(ComposeProblems.Exclusive(path, [service.Definition.Find("network_mode")!, service.Definition.Find("networks")!]));
        if (service.Definition["healthcheck"] is YamlMapping check && check["test"] is YamlSequence { Items: [YamlScalar { IsUnresolved: false } first, ..] }
            && first.Text is not ("NONE" or "CMD" or "CMD-SHELL"))
        {
            problems.Add(ComposeProblems.WrongValue(first.Place, $"{path}.healthcheck.test", first.Written, "NONE, CMD or CMD-SHELL at its beginning"));
        }

        CheckScale(service, problems);
        CheckResources(service, problems);
        foreach (var watch in service.Watch.Where(watch => string.IsNullOrEmpty(watch.Target) && watch.Action is not ("rebuild" or "restart")))
            problems.Add(ComposeProblems.Missing(watch.Place, $"{path}.develop.watch", "target"));
    }

    private static void CheckBuild(ComposeProject project, ComposeService service, ComposeBuild build, List<Problem> problems)
    {
        var path = $"services.{service.Name}.build";
        var fields = (YamlMapping)service.Definition["build"]!;
        if (!string.IsNullOrEmpty(build.DockerfileInline) && Fields.Text(fields, "dockerfile") is { Length: > 0 })
            problems.Add(ComposeProblems.Exclusive(path, [fields.Find("dockerfile_inline")!, fields.Find("dockerfile")!]));
        if (build.Platforms.Count > 0 && service.Platform is { Length: > 0 } platform && !build.Platforms.Contains(platform, StringComparer.Ordinal))
            problems.Add(ComposeProblems.WrongValue(service.Definition["platform"]!.Place, $"services.{service.Name}.platform", platform, $"one of build.platforms ({string.Join(", ", build.Platforms)})"));
        foreach (var (name, context) in build.AdditionalContexts.Where(pair => pair.Value.StartsWith("service:", StringComparison.Ordinal)))
        {
            var target = context["service:".Length..];
            var known = project.ActiveServices.Where(other => other.Build is not null).Select(other => other.Name).ToList();
            if (!known.Contains(target, StringComparer.Ordinal))
                problems.Add(ComposeProblems.NoBuiltService(fields["additional_contexts"]!.Place, $"{path}.additional_contexts.{name}", target, known));
        }
    }

    private static void CheckScale(ComposeService service, List<Problem> problems)
    {
        var scale = service.Definition.Find("scale");
        var replicas = (service.Definition["deploy"] as YamlMapping)?.Find("replicas");
        var scaled = Fields.Integer(service.Definition, "scale");
        var replicated = Fields.Integer(service.Definition["deploy"] as YamlMapping, "replicas");
        if (scaled is not null && replicated is not null && scaled != replicated)
            problems.Add(ComposeProblems.Disagree(scale!.Place, "scale", replicas!.Place, "deploy.replicas"));
        if ((scaled ?? replicated) > 1 && service.Definition.Find("container_name") is { } name && !string.IsNullOrEmpty(service.ContainerName))
            problems.Add(ComposeProblems.NameOfSeveral(name.Place, service.Name, (scale ?? replicas!).Place));
    }

    // A limit that is left out counts as 0 here: one of a pair alone is as wrong as two that differ.
    private static void CheckResources(ComposeService service, List<Problem> problems)
    {
        var resources = (service.Definition["deploy"] as YamlMapping)?["resources"] as YamlMapping;
        if (resources?["limits"] is YamlMapping limits)
        {
            Agree("cpus", "limits", "cpus", limits, (mapping, key) => (float?)Fields.Number(mapping, key) ?? 0);
            Agree("mem_limit", "limits", "memory", limits, (mapping, key) => Fields.Size(mapping, key)?.Bytes ?? 0);
            Agree("pids_limit", "limits", "pids", limits, (mapping, key) => Fields.Integer(mapping, key) ?? 0);
        }

        if (resources?["reservations"] is YamlMapping reservations)
            Agree("mem_reservation", "reservations", "memory", reservations, (mapping, key) => Fields.Size(mapping, key)?.Bytes ?? 0);

        void Agree(string key, string kind, string limit, YamlMapping own, Func<YamlMapping, string, double> read)
        {
            if (service.Definition.Find(key) is not { } one || read(service.Definition, key) is var value && (value == 0 || value == read(own, limit)))
                return;
            problems.Add(ComposeProblems.Disagree(one.Place, key, own.Find(limit)?.Place ?? own.Place, $"deploy.resources.{kind}.{limit}"));
        }
    }
}
