namespace Slipway.Containers.Compose;

/// <summary>Adds what a file may leave out because everybody knows it.</summary>
internal static class TreeDefaults
{
    /// <summary>The file with defaults.</summary>
    /// <param name="file">The file in long forms.</param>
    public static YamlMapping Apply(YamlMapping file)
    {
        if (file["services"] is not YamlMapping services)
            return file;
        return file.With("services", services.Select(entry => entry.Value is YamlMapping service ? Service(service) : entry.Value));
    }

    private static YamlMapping Service(YamlMapping service)
    {
        var made = service;
        if (made["build"] is YamlMapping build && build.Find("context") is null)
            made = made.With("build", build.With("context", Yaml.Text(".", build.Place)));
        made = Items(made, "secrets", secret => Missing(secret, "target", $"/run/secrets/{(secret["source"] is { } source ? Yaml.Printed(source) : "<nil>")}"));
        made = Items(made, "ports", port => Missing(Missing(port, "protocol", "tcp"), "mode", "ingress"));
        made = Items(made, "gpus", Devices);
        if (made["deploy"] is YamlMapping deploy && deploy["resources"] is YamlMapping resources && resources["reservations"] is YamlMapping reservations)
            made = made.With("deploy", deploy.With("resources", resources.With("reservations", Items(reservations, "devices", Devices))));
        return made;
    }

    private static YamlMapping Devices(YamlMapping request) =>
        request.Find("device_ids") is null ? Missing(request, "count", "all") : request;

    private static YamlMapping Missing(YamlMapping mapping, string key, string value) =>
        mapping.Find(key) is null ? mapping.With(key, Yaml.Text(value, mapping.Place)) : mapping;

    private static YamlMapping Items(YamlMapping owner, string key, Func<YamlMapping, YamlMapping> made) => owner[key] is YamlSequence { Items.Count: > 0 } items
        ? owner.With(key, items with { Items = [.. items.Items.Select(item => item is YamlMapping mapping ? made(mapping) : item)] })
        : owner;
}
