using System.Globalization;

namespace Slipway.Components;

/// <summary>Remembers which images passed which scan, so that an image that did not change is not scanned again the same day.</summary>
/// <param name="folder">One small file for each image; deleting them costs a scan each.</param>
/// <param name="question">What the scans look for: a change of it makes every answer stale.</param>
/// <param name="time">Judges the age of answers.</param>
internal sealed class ScanMemory(string folder, string question, TimeProvider time)
{
    // What is known of vulnerabilities changes daily.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>The scan that the image passed, where that is recent enough and its report is still there.</summary>
    public Scan? Find(string imageId, string report, string rootFolder)
    {
        var path = PathOf(imageId);
        if (!File.Exists(path) || !File.Exists(Path.Combine(rootFolder, report)))
            return null;
        var lines = File.ReadAllLines(path);
        return lines is [var asked, var when, var summary]
            && asked == question
            && DateTimeOffset.TryParse(when, CultureInfo.InvariantCulture, out var passed)
            && time.GetUtcNow() - passed < Longest
                ? new Scan(imageId, report, summary)
                : null;
    }

    public void Keep(Scan scan)
    {
        Directory.CreateDirectory(folder);
        var path = PathOf(scan.ImageId);
        File.WriteAllLines(path + ".new", [question, time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture), scan.Summary]);
        File.Move(path + ".new", path, overwrite: true);
    }

    private string PathOf(string imageId) => Path.Combine(folder, imageId.Replace(':', '-') + ".txt");
}
