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

    private OrderedDictionary<string, TimeSpan>? _durations;
    private bool _changed;

    /// <summary>Whether the file was there and could not be read.</summary>
    public bool IsDamaged { get; private set; }

    private OrderedDictionary<string, TimeSpan> Durations => _durations ??= Read();

    /// <summary>How long a node is expected to take; <see langword="null"/> where it never ran to its end.</summary>
    public TimeSpan? Of(string node) => Durations.TryGetValue(mask.Apply(node), out var duration) ? duration : null;

    /// <summary>Takes in how long a node took that ran well.</summary>
    public void Learn(string node, TimeSpan duration)
    {
        node = mask.Apply(node);
        // Its name would not stay on its line.
        if (node.AsSpan().ContainsAny('\t', '\n', '\r'))
            return;
        if (Durations.TryGetValue(node, out var before))
        {
            // What takes as long as ever is not worth writing the file.
            if ((before - duration).Duration() < TimeSpan.FromMilliseconds(20) + (before * 0.02))
                return;
            duration = (before * (1 - Weight)) + (duration * Weight);
            Durations.Remove(node);
        }

        Durations.Add(node, duration);
        _changed = true;
    }

    /// <summary>Writes what was learned.</summary>
    public void Save()
    {
        if (!_changed && !IsDamaged)
            return;
        var text = new StringBuilder(Header).Append('\n');
        foreach (var (node, duration) in Durations.Skip(Durations.Count - MostNodes))
            text.Append((long)duration.TotalMilliseconds).Append('\t').Append(node).Append('\n');
        text.Append("end\n");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var temporary = file + ".new";
        File.WriteAllText(temporary, text.ToString());
        File.Move(temporary, file, overwrite: true);
        (_changed, IsDamaged) = (false, false);
    }

    /// <summary>Forgets what was read: another run may have written since.</summary>
    public void Forget() => (_durations, _changed) = (null, false);

    private OrderedDictionary<string, TimeSpan> Read()
    {
        try
        {
            if (TryRead(File.ReadAllText(file), out var durations))
                return durations;
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

        return new OrderedDictionary<string, TimeSpan>(StringComparer.Ordinal);
    }

    private static bool TryRead(ReadOnlySpan<char> text, [NotNullWhen(true)] out OrderedDictionary<string, TimeSpan>? durations)
    {
        durations = null;
        if (!text.StartsWith(Header + "\n") || !text.EndsWith("\nend\n"))
            return false;
        var lines = text[(Header.Length + 1)..^4];
        var read = new OrderedDictionary<string, TimeSpan>(lines.Count('\n'), StringComparer.Ordinal);
        while (!lines.IsEmpty)
        {
            var end = lines.IndexOf('\n');
            var tab = lines[..end].IndexOf('\t');
            if (tab < 0 || !long.TryParse(lines[..tab], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) || milliseconds > int.MaxValue)
                return false;
            read[lines[(tab + 1)..end].ToString()] = TimeSpan.FromMilliseconds(milliseconds);
            lines = lines[(end + 1)..];
        }

        durations = read;
        return true;
    }
}
