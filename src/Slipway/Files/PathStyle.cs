using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Slipway.Files;

/// <summary>How a system writes absolute paths.</summary>
internal sealed class PathStyle
{
    private PathStyle(bool isWindows, StringComparison comparison)
    {
        IsWindows = isWindows;
        Comparison = comparison;
    }

    /// <summary><c>/home/me</c>; case tells names apart.</summary>
    public static PathStyle Posix { get; } = new(isWindows: false, StringComparison.Ordinal);

    /// <summary>As <see cref="Posix"/>, but case does not tell names apart: what macOS does unless a volume says otherwise.</summary>
    public static PathStyle Mac { get; } = new(isWindows: false, StringComparison.OrdinalIgnoreCase);

    /// <summary><c>C:\Users\me</c> and <c>\\server\share\me</c>; case does not tell names apart.</summary>
    public static PathStyle Windows { get; } = new(isWindows: true, StringComparison.OrdinalIgnoreCase);

    /// <summary>That of the system that the process runs on.</summary>
    public static PathStyle Current { get; } = OperatingSystem.IsWindows() ? Windows : OperatingSystem.IsMacOS() ? Mac : Posix;

    public bool IsWindows { get; }

    public StringComparison Comparison { get; }

    public char Separator => IsWindows ? '\\' : '/';

    /// <summary>Whether a text begins at a root, so that it cannot be put below a folder.</summary>
    public bool IsRooted(string text) =>
        text.Length > 0 && (IsSeparator(text[0]) || (IsWindows && text.Length > 1 && text[1] == ':' && char.IsAsciiLetter(text[0])));

    /// <summary>The path in its one form: no <c>.</c>, <c>..</c>, doubled or trailing separators.</summary>
    /// <param name="text">What somebody wrote.</param>
    /// <param name="path">The path.</param>
    /// <param name="rootLength">How much of it is the root, with its separator.</param>
    /// <returns>Whether <paramref name="text"/> is an absolute path.</returns>
    public bool TryNormalize(string text, [NotNullWhen(true)] out string? path, out int rootLength)
    {
        path = null;
        rootLength = 0;
        if (text.Contains('\0', StringComparison.Ordinal) || !TryReadRoot(text, out var root, out var rest))
            return false;
        if (IsWindows && rest.AsSpan().IndexOfAny(WindowsReserved.Characters) >= 0)
            return false;
        rootLength = root.Length;
        path = Append(root, root.Length, rest);
        return true;
    }

    /// <summary>A path and what lies below it; <c>..</c> leads upwards, as far as the root.</summary>
    public string Append(string path, int rootLength, string relative)
    {
        var names = new List<string>(path[rootLength..].Split(Separator, StringSplitOptions.RemoveEmptyEntries));
        foreach (var name in IsWindows ? relative.Split('\\', '/') : relative.Split('/'))
        {
            if (name is "" or ".")
                continue;
            if (name != "..")
                names.Add(name);
            else if (names.Count > 0)
                names.RemoveAt(names.Count - 1);
        }

        return path[..rootLength] + string.Join(Separator, names);
    }

    public bool IsValidName(string name) =>
        name is not ("" or "." or "..") && !name.Contains('\0', StringComparison.Ordinal) && !name.Any(IsSeparator)
        && !(IsWindows && name.AsSpan().IndexOfAny(WindowsReserved.Characters) >= 0);

    private bool IsSeparator(char c) => c == '/' || (IsWindows && c == '\\');

    private bool TryReadRoot(string text, out string root, out string rest)
    {
        (root, rest) = ("", "");
        if (!IsWindows)
        {
            (root, rest) = ("/", text);
            return text.StartsWith('/');
        }

        text = text.Replace('/', '\\');
        // The prefix only lifts the limit of 260 characters, which .NET does by itself.
        if (text.StartsWith(@"\\?\UNC\", StringComparison.OrdinalIgnoreCase))
            text = @"\\" + text[8..];
        else if (text.StartsWith(@"\\?\", StringComparison.Ordinal))
            text = text[4..];
        if (text is [var drive, ':', '\\', ..] && char.IsAsciiLetter(drive))
        {
            (root, rest) = (char.ToUpperInvariant(drive) + @":\", text[3..]);
            return true;
        }

        if (!text.StartsWith(@"\\", StringComparison.Ordinal))
            return false;
        var names = text[2..].Split('\\', 3);
        if (names.Length < 2 || !IsValidName(names[0]) || !IsValidName(names[1]))
            return false;
        (root, rest) = ($@"\\{names[0]}\{names[1]}\", names.Length > 2 ? names[2] : "");
        return true;
    }

    // By itself, so that other systems do not prepare a search that they never make.
    private static class WindowsReserved
    {
        public static readonly SearchValues<char> Characters = SearchValues.Create("<>:\"|?*");
    }
}
