using System.Text.Json;
using Slipway.Containers.Images;
using Slipway.Containers.Stacks;

namespace Slipway.Components;

/// <summary>One file with what the checks of a stack's images found, complete however the run ends.</summary>
/// <param name="path">The file; its folder is made.</param>
internal sealed class VerifyReport(string path)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, Verified> _images = new(StringComparer.Ordinal);

    public void Add(Image image, Verified verified)
    {
        lock (_lock)
        {
            _images[image.Name] = verified;
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            using (var file = File.Create(path + ".new"))
            using (var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true }))
            {
                json.WriteStartObject();
                json.WriteStartArray("images");
                foreach (var (name, found) in _images)
                    Write(json, name, found);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            File.Move(path + ".new", path, overwrite: true);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, Verified image)
    {
        json.WriteStartObject();
        json.WriteString("image", name);
        json.WriteString("imageId", image.ImageId);
        json.WriteBoolean("passed", image.Failures.Count == 0);
        json.WriteString("user", image.User);
        json.WriteNumber("size", image.Total.Bytes);
        json.WriteNumber("sizeAboveBase", image.Size.Bytes);
        if (image.Budget is { } budget)
            json.WriteNumber("budget", budget.Bytes);
        if (image.Change is { } change)
            json.WriteNumber("change", change);
        WriteList(json, "failures", image.Failures);
        WriteList(json, "notes", image.Notes);
        WriteSizes(json, "layers", "instruction", image.Layers.Select(layer => (layer.Instruction, layer.Size)));
        WriteSizes(json, "stages", "stage", image.Stages.Select(stage => (stage.Stage, stage.Size)));
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteSizes(Utf8JsonWriter json, string name, string what, IEnumerable<(string Text, ByteSize Size)> parts)
    {
        json.WriteStartArray(name);
        foreach (var (text, size) in parts)
        {
            json.WriteStartObject();
            json.WriteString(what, text);
            json.WriteNumber("size", size.Bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
