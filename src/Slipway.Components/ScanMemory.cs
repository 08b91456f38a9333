using System.Globalization;
using System.Security.Cryptography;

namespace Slipway.Components;

/// <summary>Remembers which images passed which scan, so that an image that did not change is not scanned again the same day.</summary>
/// <param name="folder">One small file for each image; deleting them costs a scan each.</param>
/// <param name="question">What the scans look for: a change of it makes every answer stale.</param>
/// <param name="time">Judges the age of answers.</param>
internal sealed class ScanMemory(string folder, string question, TimeProvider time)
{
    private const string Complete = "database";
    private const string Partial = "no database";

    // What is known of vulnerabilities changes daily.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    // Without a database little was looked for: enough to not wait twice in a row, not for more.
    private static readonly TimeSpan LongestPartial = TimeSpan.FromHours(1);

    /// <summary>The scan that the image passed, where that is recent enough and its report is still there.</summary>
    /// <param name="imageId">The image.</param>
    /// <param name="report">Its report, relative to <paramref name="rootFolder"/>.</param>
    /// <param name="rootFolder">The root folder.</param>
    /// <param name="acceptsPartial">Whether a scan without a vulnerability database will do.</param>
    public Scan? Find(string imageId, string report, string rootFolder, bool acceptsPartial)
    {
        var path = PathOf(imageId);
        if (!File.Exists(path) || !File.Exists(Path.Combine(rootFolder, report)))
            return null;
        var lines = File.ReadAllLines(path);
        return lines is [var asked, var when, var database, var summary, var hash]
            && asked == question
            // Another image's scan may have written its report there since.
            && hash == HashOf(Path.Combine(rootFolder, report))
            && (database == Complete || (acceptsPartial && database == Partial))
            && DateTimeOffset.TryParse(when, CultureInfo.InvariantCulture, out var passed)
            && time.GetUtcNow() - passed < (database == Complete ? Longest : LongestPartial)
                ? new Scan(imageId, report, summary)
                : null;
    }

    /// <summary>Remembers a scan that an image passed.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="rootFolder">The folder that its report is relative to.</param>
    /// <param name="hadDatabase">Whether vulnerabilities were looked for.</param>
    public void Keep(Scan scan, string rootFolder, bool hadDatabase)
    {
        Directory.CreateDirectory(folder);
        var path = PathOf(scan.ImageId);
        File.WriteAllLines(path + ".new", [question, time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture), hadDatabase ? Complete : Partial, scan.Summary, HashOf(Path.Combine(rootFolder, scan.Report))]);
        File.Move(path + ".new", path, overwrite: true);
    }

    private static string HashOf(string report)
    {
        using var file = File.OpenRead(report);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private string PathOf(string imageId) => Path.Combine(folder, imageId.Replace(':', '-') + ".txt");
}
