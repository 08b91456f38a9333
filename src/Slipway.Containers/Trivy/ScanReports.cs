using Slipway.Containers.Engine;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Trivy;

/// <summary>Writes the reports of a stack's scans: <c>STACK.sarif</c>, <c>STACK.html</c> and <c>STACK.json</c>.</summary>
/// <remarks>They are written after every scan with what is known by then, so that they are there however a run ends.</remarks>
/// <param name="engine">Has the images.</param>
/// <param name="stack">What they belong to.</param>
/// <param name="folder">Where the reports go.</param>
public sealed class ScanReports(EngineClient engine, ContainerStack stack, string folder)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, ScannedImage> _images = new(StringComparer.Ordinal);

    /// <summary>Sorts a scan's findings into those that count and those that are accepted, with the lines that they come from.</summary>
    /// <param name="image">What the image was built from.</param>
    /// <param name="result">What was found.</param>
    /// <param name="imageId">The image.</param>
    /// <param name="report">Trivy's own report, relative to the root folder.</param>
    /// <param name="exceptions">What is accepted.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<ScannedImage> SortAsync(
        Image image, ScanResult result, string imageId, string report, ScanExceptions exceptions, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var built = await engine.InspectImageAsync(imageId, cancellationToken) ?? new ImageDetails(imageId);
        var below = image.FinalBase is null ? null : await engine.InspectImageAsync(image.FinalBase, cancellationToken);
        var places = new FindingPlaces(image, built, below);
        return new ScannedImage(image.Name, imageId, report)
        {
            Findings = [.. result.Findings.Where(finding => exceptions.Find(finding, now) is null).Select(finding => (finding, places.Of(finding)))],
            Accepted = [.. result.Findings.Select(finding => (finding, exceptions.Find(finding, now))).Where(pair => pair.Item2 is not null).Select(pair => (pair.finding, pair.Item2!))],
            Database = result.Database.ToString(),
        };
    }

    /// <summary>Adds an image and writes all reports, each whole or not at all.</summary>
    /// <param name="scanned">What was found in it.</param>
    public void Add(ScannedImage scanned)
    {
        lock (_lock)
        {
            _images[scanned.Name] = scanned;
            List<ScannedImage> images = [.. _images.Values];
            Directory.CreateDirectory(folder);
            Write("sarif", ScanSarif.Of(images));
            Write("html", ScanSummary.Html(stack.Name, images));
            Write("json", ScanSummary.Json(stack.Name, images));
        }
    }

    private void Write(string ending, string text)
    {
        var path = Path.Combine(folder, $"{stack.Name}.{ending}");
        File.WriteAllText(path + ".new", text);
        File.Move(path + ".new", path, overwrite: true);
    }
}
