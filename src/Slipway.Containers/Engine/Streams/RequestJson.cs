using System.Net.Http.Headers;
using System.Text.Json;

namespace Slipway.Containers.Engine.Streams;

/// <summary>The bodies of requests.</summary>
internal static class RequestJson
{
    /// <summary>An object whose members <paramref name="write"/> writes.</summary>
    public static byte[] Of(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    public static HttpContent Content(Action<Utf8JsonWriter> write) =>
        new ByteArrayContent(Of(write)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string>? texts)
    {
        if (texts is null)
            return;
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    public static void WritePairs(this Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> pairs)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in pairs)
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    public static void WriteContainer(this Utf8JsonWriter json, ContainerRequest request)
    {
        json.WriteString("Image", request.Image);
        json.WriteTexts("Entrypoint", request.Entrypoint);
        json.WriteTexts("Cmd", request.Command);
        if (request.User is { } user)
            json.WriteString("User", user);
        json.WriteTexts("Env", request.Environment);
        json.WritePairs("Labels", request.Labels);
        if (request.IsUnchecked)
        {
            json.WriteStartObject("Healthcheck");
            json.WriteTexts("Test", ["NONE"]);
            json.WriteEndObject();
        }

        json.WriteStartObject("HostConfig");
        json.WriteString("NetworkMode", request.Network);
        json.WritePairs("Tmpfs", request.Tmpfs.ToDictionary(path => path, _ => "", StringComparer.Ordinal));
        json.WriteStartArray("Mounts");
        foreach (var mount in request.Mounts)
            json.WriteMount(mount);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteMount(this Utf8JsonWriter json, ContainerMountPoint mount)
    {
        json.WriteStartObject();
        json.WriteString("Type", mount.Kind);
        json.WriteString("Source", mount.Source);
        json.WriteString("Target", mount.Target);
        json.WriteBoolean("ReadOnly", mount.IsReadOnly);
        if (mount.Kind == "volume")
        {
            // The image's files at that path are not what was asked for.
            json.WriteStartObject("VolumeOptions");
            json.WriteBoolean("NoCopy", value: true);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
