namespace Slipway.Containers.Compose;

/// <summary>Makes a <see cref="ComposeBuild"/> of a mapping in long forms.</summary>
internal static class BuildReader
{
    /// <summary>How the image is built.</summary>
    /// <param name="build">The fields, paths resolved.</param>
    public static ComposeBuild Read(YamlMapping build)
    {
        var context = Fields.Text(build, "context") ?? "";
        return new ComposeBuild
        {
            Place = build.Place,
            Context = context,
            IsRemote = TreePaths.IsRemote(context),
            Dockerfile = Fields.Text(build, "dockerfile") ?? "Dockerfile",
            DockerfileInline = Fields.Text(build, "dockerfile_inline"),
            Target = Fields.Text(build, "target"),
            Args = Ordered.Of(Fields.Variables(build["args"]).Where(arg => arg.Value is not null), arg => arg.Key, arg => arg.Value!),
            Labels = Fields.Pairs(build["labels"]),
            Network = Fields.Text(build, "network"),
            CacheFrom = Fields.Texts(build["cache_from"]),
            CacheTo = Fields.Texts(build["cache_to"]),
            AdditionalContexts = Fields.Pairs(build["additional_contexts"]),
            Secrets = Fields.FileUses(build["secrets"]),
            Tags = Fields.Texts(build["tags"]),
            Platforms = Fields.Texts(build["platforms"]),
            NoCache = Fields.Flag(build, "no_cache") ?? false,
            Pull = Fields.Flag(build, "pull") ?? false,
            Ssh = [.. Fields.Entries(build["ssh"]).Select(key => new ComposeSshKey(key.Key, Yaml.IsNothing(key.Value) ? null : Yaml.Printed(key.Value)))],
            ExtraHosts = Fields.Hosts(build["extra_hosts"]),
            Ulimits = Fields.Ulimits(build["ulimits"]),
            ShmSize = Fields.Size(build, "shm_size"),
            IsPrivileged = Fields.Flag(build, "privileged") ?? false,
            Isolation = Fields.Text(build, "isolation"),
            Entitlements = Fields.Texts(build["entitlements"]),
            NoCacheFilter = Fields.Texts(build["no_cache_filter"]),
            Provenance = Fields.Text(build, "provenance"),
            Sbom = Fields.Text(build, "sbom"),
        };
    }
}
