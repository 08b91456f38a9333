using System.Text.Json;
using Slipway.Containers.Compose;
using Slipway.Containers.Engine.Streams;

namespace Slipway.Containers.Swarm;

/// <summary>Writes what a service's containers are.</summary>
/// <param name="project">The project.</param>
/// <param name="service">The service.</param>
/// <param name="parts">What else it is made of.</param>
internal sealed class ContainerSpecification(ComposeProject project, ComposeService service, SwarmParts parts)
{
    private const int DefaultMode = 0x124; // 0444

    // Earlier engines know of no rights of a swarm's tasks.
    private static readonly Version Rights = new(1, 44);

    /// <summary>Whether security options can be told to an engine.</summary>
    public static bool CanForbidNewRights(Version api) => api >= Rights;

    public void Write(Utf8JsonWriter json, string? digest)
    {
        var labels = service.FileLabels.Concat(service.Labels).GroupBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.Ordinal);
        labels[SwarmLabels.Stack] = project.Name;
        if (digest is not null)
            labels[SwarmLabels.Digest] = digest;
        json.WriteString("Image", parts.Images[service.Name]);
        json.WritePairs("Labels", labels);
        json.WriteTexts("Command", service.Entrypoint);
        json.WriteTexts("Args", service.Command);
        WriteText(json, "Hostname", service.Hostname);
        json.WriteTexts("Env", service.AllVariables.Where(pair => pair.Value is not null).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));
        WriteText(json, "Dir", service.WorkingFolder);
        WriteText(json, "User", service.User);
        json.WriteTexts("Groups", Texts("group_add"));
        WriteText(json, "StopSignal", service.Definition["stop_signal"] is YamlScalar { Text: var signal } ? signal : null);
        WriteFlag(json, "TTY", "tty");
        WriteFlag(json, "OpenStdin", "stdin_open");
        json.WriteBoolean("ReadOnly", service.IsReadOnly);
        if (service.Init is { } init)
            json.WriteBoolean("Init", init);
        if (service.StopGracePeriod is { } grace)
            json.WriteNumber("StopGracePeriod", grace.Ticks * TimeSpan.NanosecondsPerTick);
        ContainerMounts.Write(json, project, service);
        if (service.HealthCheck is { } check)
            WriteCheck(json, check);
        json.WriteTexts("Hosts", service.ExtraHosts.Select(host => host.Split('=', 2)).Where(pair => pair.Length == 2).Select(pair => $"{pair[1]} {pair[0]}"));
        json.WriteStartObject("DNSConfig");
        json.WriteTexts("Nameservers", Texts("dns"));
        json.WriteTexts("Search", Texts("dns_search"));
        json.WriteTexts("Options", Texts("dns_opt"));
        json.WriteEndObject();
        WriteFiles(json, "Secrets", "Secret", service.Secrets, parts.Secrets);
        WriteFiles(json, "Configs", "Config", service.Configs, parts.Configs);
        json.WritePairs("Sysctls", service.Sysctls);
        json.WriteTexts("CapabilityAdd", service.CapAdd);
        json.WriteTexts("CapabilityDrop", service.CapDrop);
        if (CanForbidNewRights(parts.Api) && service.SecurityOptions.Any(UnknownFields.ForbidsNewRights))
        {
            json.WriteStartObject("Privileges");
            json.WriteBoolean("NoNewPrivileges", value: true);
            json.WriteEndObject();
        }

        json.WriteStartArray("Ulimits");
        foreach (var (name, limit) in service.Ulimits.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("Name", name);
            json.WriteNumber("Soft", limit.Soft);
            json.WriteNumber("Hard", limit.Hard);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }

    private static void WriteCheck(Utf8JsonWriter json, ComposeHealthCheck check)
    {
        json.WriteStartObject("Healthcheck");
        if (check.IsDisabled)
            json.WriteTexts("Test", ["NONE"]);
        else if (check.Test.Count > 0)
            json.WriteTexts("Test", check.Test);
        WriteTime("Interval", check.Interval);
        WriteTime("Timeout", check.Timeout);
        WriteTime("StartPeriod", check.StartPeriod);
        WriteTime("StartInterval", check.StartInterval);
        if (check.Retries is { } retries)
            json.WriteNumber("Retries", retries);
        json.WriteEndObject();

        void WriteTime(string name, TimeSpan? time)
        {
            if (time is { } given)
                json.WriteNumber(name, given.Ticks * TimeSpan.NanosecondsPerTick);
        }
    }

    // A secret's file lies below /run/secrets, a config's in the root, unless its path is written out.
    private static void WriteFiles(Utf8JsonWriter json, string list, string kind, IReadOnlyList<ComposeFileUse> uses, IReadOnlyDictionary<string, SwarmObject> objects)
    {
        json.WriteStartArray(list);
        foreach (var use in uses)
        {
            var (name, id) = objects[use.Source];
            json.WriteStartObject();
            json.WriteString(kind + "ID", id ?? "");
            json.WriteString(kind + "Name", name);
            json.WriteStartObject("File");
            json.WriteString("Name", use.Target ?? (kind == "Config" ? "/" + use.Source : use.Source));
            json.WriteString("UID", use.UserId ?? "0");
            json.WriteString("GID", use.GroupId ?? "0");
            json.WriteNumber("Mode", use.Mode ?? DefaultMode);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteFlag(Utf8JsonWriter json, string name, string field)
    {
        if (service.Definition[field] is YamlScalar { Kind: YamlKind.Flag, Text: "true" })
            json.WriteBoolean(name, value: true);
    }

    private IEnumerable<string>? Texts(string field) => service.Definition[field] switch
    {
        YamlSequence list => list.Items.Select(Yaml.Printed),
        YamlScalar { Kind: not YamlKind.Nothing } one => [one.Text],
        _ => null,
    };
}
