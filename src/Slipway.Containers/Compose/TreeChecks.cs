namespace Slipway.Containers.Compose;

/// <summary>Checks what the specification says of fields together.</summary>
/// <param name="problems">Takes what is wrong.</param>
internal sealed class TreeChecks(List<Problem> problems)
{
    /// <summary>Reports what excludes each other, or must not be empty.</summary>
    /// <param name="file">The file in long forms.</param>
    public void Check(YamlMapping file)
    {
        foreach (var entry in Entries(file, "volumes"))
            CheckExternal(entry, $"volumes.{entry.Key}");
        foreach (var entry in Entries(file, "configs"))
            CheckSource(entry, $"configs.{entry.Key}", ["file", "environment", "content"]);
        foreach (var entry in Entries(file, "secrets"))
            CheckSource(entry, $"secrets.{entry.Key}", ["file", "environment"]);
        foreach (var entry in Entries(file, "services"))
            CheckService(entry);
    }

    private static IReadOnlyList<YamlEntry> Entries(YamlMapping? file, string key) => (file?[key] as YamlMapping)?.Entries ?? [];

    private static IEnumerable<YamlMapping> Items(YamlValue? list) => (list as YamlSequence)?.Items.OfType<YamlMapping>() ?? [];

    private void CheckService(YamlEntry entry)
    {
        var service = entry.Value as YamlMapping;
        var path = $"services.{entry.Key}";
        foreach (var watch in Items((service?["develop"] as YamlMapping)?["watch"]))
        {
            if (watch["path"] is YamlScalar { Kind: YamlKind.Text, Text.Length: 0, IsUnresolved: false } empty)
                problems.Add(ComposeProblems.Blank(empty.Place, $"{path}.develop.watch.path"));
        }

        CheckDevices(Items(service?["gpus"]), $"{path}.gpus");
        var resources = (service?["deploy"] as YamlMapping)?["resources"] as YamlMapping;
        CheckDevices(Items((resources?["reservations"] as YamlMapping)?["devices"]), $"{path}.deploy.resources.reservations.devices");
    }

    private void CheckDevices(IEnumerable<YamlMapping> requests, string path)
    {
        foreach (var request in requests)
        {
            if (request.Find("count") is { } count && request.Find("device_ids") is { } ids)
                problems.Add(ComposeProblems.Exclusive(path, [count, ids]));
        }
    }

    private void CheckExternal(YamlEntry entry, string path)
    {
        if (entry.Value is not YamlMapping resource || resource.Find("external") is not { } external || external.Value is not YamlScalar { Kind: YamlKind.Flag, Text: "true" })
            return;
        foreach (var other in resource.Entries.Where(other => other.Key is not ("name" or "external") && !other.Key.StartsWith("x-", StringComparison.Ordinal)))
            problems.Add(ComposeProblems.Exclusive(path, [external, other]));
    }

    private void CheckSource(YamlEntry entry, string path, string[] keys)
    {
        if (entry.Value is not YamlMapping resource)
            return;
        var sources = resource.Entries.Where(source => keys.Contains(source.Key, StringComparer.Ordinal)).ToList();
        if (sources.Count > 1)
            problems.Add(ComposeProblems.Exclusive(path, sources));
        else if (sources.Count == 0 && resource.Find("driver") is null && resource.Find("external") is null)
            problems.Add(ComposeProblems.NoSource(entry.Place, path, keys));
    }
}
