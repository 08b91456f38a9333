using System.Text.Json;
using Slipway.Containers.Engine;
using Slipway.Containers.Engine.Streams;
using Slipway.Containers.Images.Wire;

namespace Slipway.Containers.Images;

/// <summary>Looks into images on an engine, into each once: what an id holds never changes.</summary>
/// <param name="engine">Has the images.</param>
/// <param name="folder">Where answers are kept; deleting them costs an export each.</param>
public sealed class ImageFiles(EngineClient engine, string folder)
{
    // Changes with what is looked for.
    private const string Version = "1";

    /// <summary>What an image holds; <see langword="null"/> where the engine does not export it.</summary>
    /// <param name="id">The image.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ProblemException">The engine cannot be asked.</exception>
    public async Task<ImageContent?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, $"{id.Replace(':', '-')}.{Version}.json");
        if (Kept(path) is { } kept)
            return kept;
        await using var answer = await engine.ExportImageAsync(id, cancellationToken);
        if (answer is null)
            return null;
        await using var stream = new AnswerStream(answer, TimeSpan.FromMinutes(2), cancellationToken);
        await using var buffered = new BufferedStream(stream, 128 * 1024);
        ImageContent content;
        try
        {
            content = await ImageExport.ReadAsync(buffered, cancellationToken);
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or EndOfStreamException or FormatException)
        {
            throw new ProblemException(ImageProblems.ExportUnreadable(id, e.Message));
        }

        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(path + ".new", JsonSerializer.SerializeToUtf8Bytes(content, ExportJson.Default.ImageContent), cancellationToken);
        File.Move(path + ".new", path, overwrite: true);
        return content;
    }

    private static ImageContent? Kept(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), ExportJson.Default.ImageContent) : null;
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            // A damaged file costs an export.
            return null;
        }
    }
}
