using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Slipway.Execution;

namespace Slipway.State;

/// <summary>How long nodes took in earlier runs: one line a node, what was learned last at the end.</summary>
/// <remarks>A file that cannot be read whole is as good as none: it is written anew, and runs are only ordered less well.</remarks>
/// <param name="file">Read when it is first asked.</param>
/// <param name="mask">Hides secrets in the names of items.</param>
internal sealed class History(string file, SecretMask mask)
{
    private const string Header = "slipway history 1";
    private const int MostNodes = 50_000;

    // How much the last run counts against those before it.
    private const double Weight = 0.4;

    private Dictionary<string, Learned>? _durations;
    private long _learned;
    private bool _changed;

    /// <summary>Whether the file was there and could not be read.</summary>
    public bool IsDamaged { get; private set; }

    private Dictionary<string, Learned> Durations => _durations ??= Read();

    /// <summary>How long a node is expected to take; <see langword="null"/> where it never ran to its end.</summary>
    public TimeSpan? Of(string node) => Durations.TryGetValue(mask.Apply(node), out var learned) ? learned.Duration : null;

    /// <summary>Takes in how long a node took that ran well.</summary>
    public void Learn(string node, TimeSpan duration)
    {
        node = mask.Apply(node);
        // Its name would not stay on its line.
        if (node.AsSpan().ContainsAny('\t', '\n', '\r'))
            return;
        if (Durations.TryGetValue(node, out var learned))
        {
            var before = learned.Duration;
            // What takes as long as ever is not worth writing the file.
            if ((before - duration).Duration() < TimeSpan.FromMilliseconds(20) + (before * 0.02))
                return;
            duration = (before * (1 - Weight)) + (duration * Weight);
        }

        Durations[node] = new Learned(node, duration, ++_learned);
        _changed = true;
    }

    /// <summary>Writes what was learned.</summary>
    public void Save()
    {
        if (!_changed && !IsDamaged)
            return;
        var text = new StringBuilder(Header).Append('\n');
        List<Learned> latest = [.. Durations.Values];
        latest.Sort((a, b) => a.Turn.CompareTo(b.Turn));
        for (var i = Math.Max(0, latest.Count - MostNodes); i < latest.Count; i++)
            text.Append((long)latest[i].Duration.TotalMilliseconds).Append('\t').Append(latest[i].Node).Append('\n');
        text.Append("end\n");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var temporary = file + ".new";
        File.WriteAllText(temporary, text.ToString());
        File.Move(temporary, file, overwrite: true);
        (_changed, IsDamaged) = (false, false);
    }

    /// <summary>Forgets what was read: another run may have written since.</summary>
    public void Forget() => (_durations, _changed) = (null, false);

    private Dictionary<string, Learned> Read()
    {
        try
        {
            if (TryRead(File.ReadAllText(file), out var durations))
            {
                _learned = durations.Count;
                return durations;
            }

            IsDamaged = true;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // The first run.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            IsDamaged = true;
        }

        return new Dictionary<string, Learned>(StringComparer.Ordinal);
    }

    private static bool TryRead(ReadOnlySpan<char> text, [NotNullWhen(true)] out Dictionary<string, Learned>? durations)
    {
        durations = null;
        if (!text.StartsWith(Header + "\n") || !text.EndsWith("\nend\n"))
            return false;
        var lines = text[(Header.Length + 1)..^4];
        var read = new Dictionary<string, Learned>(lines.Count('\n'), StringComparer.Ordinal);
        while (!lines.IsEmpty)
        {
            var end = lines.IndexOf('\n');
            var tab = lines[..end].IndexOf('\t');
            if (tab < 0 || !long.TryParse(lines[..tab], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) || milliseconds > int.MaxValue)
                return false;
            var node = lines[(tab + 1)..end].ToString();
            read[node] = new Learned(node, TimeSpan.FromMilliseconds(milliseconds), read.Count);
            lines = lines[(end + 1)..];
        }

        durations = read;
        return true;
    }

    /// <summary>How long a node takes.</summary>
    /// <param name="Node">Its name.</param>
    /// <param name="Duration">How long.</param>
    /// <param name="Turn">When that was learned: the latest has the highest.</param>
    private sealed record Learned(string Node, TimeSpan Duration, long Turn);
}
