using System.Globalization;

namespace Slipway.Containers.Images;

/// <summary>What memory the builds of a stack's images have taken: one line an image. A file that is lost costs an estimate.</summary>
/// <param name="file">Where it is kept.</param>
internal sealed class BuildNeeds(string file)
{
    // Below that it does not matter which builds run together.
    private const long Least = 16L << 20;

    private readonly Lock _lock = new();

    /// <summary>What an image's build is expected to need; <see langword="null"/> where it was never watched.</summary>
    public ByteSize? Of(string image)
    {
        lock (_lock)
            return Read().TryGetValue(image, out var need) ? new ByteSize(need) : null;
    }

    /// <summary>Takes in what a build has taken. A build that took little, as most came from the cache, says little.</summary>
    public void Learn(string image, ByteSize peak) => Change(image, before => peak.Bytes >= before ? peak.Bytes : before is 0 ? peak.Bytes : (long)((before * 0.8) + (peak.Bytes * 0.2)));

    /// <summary>Takes in that a build was killed: it needs more than it had, nobody knows how much.</summary>
    public void Raise(string image, ByteSize at) => Change(image, before => (long)(Math.Max(before, at.Bytes) * 1.5));

    private void Change(string image, Func<long, long> change)
    {
        lock (_lock)
        {
            var needs = Read();
            var before = needs.GetValueOrDefault(image);
            var after = change(before);
            if (after < Least || after == before)
                return;
            needs[image] = after;
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllLines(file + ".new", needs.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value}\t{pair.Key}")));
            File.Move(file + ".new", file, overwrite: true);
        }
    }

    private Dictionary<string, long> Read()
    {
        var needs = new Dictionary<string, long>(StringComparer.Ordinal);
        try
        {
            foreach (var line in File.Exists(file) ? File.ReadAllLines(file) : [])
            {
                if (line.Split('\t') is [var number, var image] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var need))
                    needs[image] = need;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // As if it were not there.
        }

        return needs;
    }
}
