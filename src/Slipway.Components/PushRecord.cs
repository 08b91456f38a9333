using System.Text.Json;

namespace Slipway.Components;

/// <summary>Writes what was pushed of an image to a file beside the reports.</summary>
internal static class PushRecord
{
    /// <summary>Writes it, whole or not at all.</summary>
    /// <param name="path">The file; its folder is made.</param>
    /// <param name="pushed">What was pushed.</param>
    /// <param name="when">When.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static async Task WriteAsync(string path, Pushed pushed, DateTimeOffset when, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = path + ".new";
        await using (var file = File.Create(temporary))
        await using (var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true }))
        {
            Write(json, pushed, when);
            await json.FlushAsync(cancellationToken);
        }

        File.Move(temporary, path, overwrite: true);
    }

    private static void Write(Utf8JsonWriter json, Pushed pushed, DateTimeOffset when)
    {
        json.WriteStartObject();
        json.WriteString("reference", pushed.Reference);
        json.WriteString("digest", pushed.Digest);
        json.WriteString("imageId", pushed.ImageId);
        json.WriteString("fingerprint", pushed.Fingerprint);
        json.WriteString("revision", pushed.Git.Revision);
        json.WriteString("version", pushed.Git.Description);
        json.WriteString("pushed", when);
        json.WriteStartObject("bases");
        foreach (var (reference, id) in pushed.Bases.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            json.WriteString(reference, id);
        json.WriteEndObject();
        json.WriteStartArray("references");
        foreach (var reference in pushed.References)
        {
            json.WriteStartObject();
            json.WriteString("reference", reference.Reference);
            json.WriteString("digest", reference.Digest);
            json.WriteBoolean("sent", reference.Sent);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
