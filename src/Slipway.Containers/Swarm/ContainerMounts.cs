using System.Text.Json;
using Slipway.Containers.Compose;
using Slipway.Containers.Composing;
using Slipway.Containers.Engine.Streams;

namespace Slipway.Containers.Swarm;

/// <summary>Writes what a service's containers see at paths of theirs.</summary>
internal static class ContainerMounts
{
    private const string VolumeKey = "com.docker.compose.volume";

    private const int SharedMemoryMode = 0x3FF; // 1777

    public static void Write(Utf8JsonWriter json, ComposeProject project, ComposeService service)
    {
        var written = (service.Definition["volumes"] as YamlSequence)?.Items.OfType<YamlMapping>().ToList() ?? [];
        json.WriteStartArray("Mounts");
        foreach (var mount in service.Volumes.Where(mount => mount.Kind is not MountKind.Other))
        {
            var details = written.Find(one => one["target"] is YamlScalar { Text: var target } && target == mount.Target);
            json.WriteStartObject();
            json.WriteString("Type", mount.Kind.ToString().ToLowerInvariant());
            json.WriteString("Target", mount.Target);
            json.WriteBoolean("ReadOnly", mount.IsReadOnly);
            if (mount.Kind is MountKind.Volume)
                WriteVolume(json, project, mount, details?["volume"] as YamlMapping);
            else if (mount.Kind is MountKind.Bind)
                WriteBind(json, mount, details?["bind"] as YamlMapping);
            else
                WriteMemory(json, Number(details?["tmpfs"] as YamlMapping, "size"), Number(details?["tmpfs"] as YamlMapping, "mode"));
            json.WriteEndObject();
        }

        foreach (var path in service.Tmpfs)
        {
            var parts = path.Split(':', 2);
            var options = parts.Length > 1 ? parts[1].Split(',').Select(option => option.Split('=', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal) : [];
            var mode = options.TryGetValue("mode", out var octal) && octal.All(digit => digit is >= '0' and <= '7') ? Convert.ToInt32(octal, 8) : (long?)null;
            WriteMemory(json, parts[0], options.TryGetValue("size", out var size) && ByteSize.TryParse(size, out var bytes) ? bytes.Bytes : null, mode);
        }

        if (service.ShmSize is { } shared)
            WriteMemory(json, "/dev/shm", shared.Bytes, SharedMemoryMode);
        json.WriteEndArray();
    }

    // Deployments by compose have the same volumes: they carry its labels, too.
    private static void WriteVolume(Utf8JsonWriter json, ComposeProject project, ComposeMount mount, YamlMapping? details)
    {
        if (mount.Source is not { } key || !project.Volumes.TryGetValue(key, out var volume))
            return;
        json.WriteString("Source", volume.Name);
        json.WriteStartObject("VolumeOptions");
        if (details?["nocopy"] is YamlScalar { Text: "true" })
            json.WriteBoolean("NoCopy", value: true);
        if (!volume.IsExternal)
        {
            json.WritePairs("Labels", new Dictionary<string, string>(volume.Labels, StringComparer.Ordinal)
            {
                [ComposeLabels.Project] = project.Name,
                [VolumeKey] = key,
                [SwarmLabels.Stack] = project.Name,
            });
            if ((volume.Driver ?? (SwarmNetworks.Options(project, "volumes", key).Count > 0 ? "local" : null)) is { } driver)
            {
                json.WriteStartObject("DriverConfig");
                json.WriteString("Name", driver);
                json.WritePairs("Options", SwarmNetworks.Options(project, "volumes", key));
                json.WriteEndObject();
            }
        }

        json.WriteEndObject();
    }

    private static void WriteBind(Utf8JsonWriter json, ComposeMount mount, YamlMapping? details)
    {
        json.WriteString("Source", mount.Source);
        if (details?["propagation"] is not YamlScalar { Text: var propagation })
            return;
        json.WriteStartObject("BindOptions");
        json.WriteString("Propagation", propagation);
        json.WriteEndObject();
    }

    private static void WriteMemory(Utf8JsonWriter json, string target, long? size, long? mode)
    {
        json.WriteStartObject();
        json.WriteString("Type", "tmpfs");
        json.WriteString("Target", target);
        WriteMemory(json, size, mode);
        json.WriteEndObject();
    }

    private static void WriteMemory(Utf8JsonWriter json, long? size, long? mode)
    {
        json.WriteStartObject("TmpfsOptions");
        if (size is { } bytes)
            json.WriteNumber("SizeBytes", bytes);
        if (mode is { } bits)
            json.WriteNumber("Mode", bits);
        json.WriteEndObject();
    }

    private static long? Number(YamlMapping? mapping, string key) => mapping?[key] is not YamlScalar { Text: var text }
        ? null
        : ByteSize.TryParse(text, out var size) ? size.Bytes : null;
}
