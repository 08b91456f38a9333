using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Slipway.Files;

namespace Slipway;

/// <summary>The full path of a file or folder, there or not.</summary>
/// <remarks>
/// <c>RootFolder / "src" / "app.py"</c> makes one from another. It has one form only, without <c>.</c>, <c>..</c> and
/// trailing separators, and is a text wherever a text is asked for. Two paths are equal when the system takes them for
/// the same name: on Windows and macOS case does not count.
/// </remarks>
[JsonConverter(typeof(AbsolutePathJsonConverter))]
[DebuggerDisplay("{_text}")]
public sealed partial class AbsolutePath : IEquatable<AbsolutePath>, IParsable<AbsolutePath>
{
    private readonly PathStyle _style;
    private readonly string _text;
    private readonly int _rootLength;

    // The root folder of the build that the path was made from: what is deleted must be inside.
    private readonly AbsolutePath? _project;

    private AbsolutePath(PathStyle style, string text, int rootLength, AbsolutePath? project)
    {
        _style = style;
        _text = text;
        _rootLength = rootLength;
        _project = project;
    }

    /// <summary>The path as a text, for everything that takes one.</summary>
    /// <param name="path">The path.</param>
    [return: NotNullIfNotNull(nameof(path))]
    public static implicit operator string?(AbsolutePath? path) => path?._text;

    /// <summary>What lies below a folder; <c>..</c> leads upwards.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="path">A relative path, with <c>/</c> on every system.</param>
    /// <exception cref="ProblemException"><paramref name="path"/> is not relative.</exception>
    public static AbsolutePath operator /(AbsolutePath folder, string path)
    {
        var style = folder._style;
        if (style.IsRooted(path) || !style.TryNormalize(folder._text + style.Separator + path, out _, out _))
            throw new ProblemException(FilesProblems.NotRelative(folder, path));
        return folder.With(style.Append(folder._text, folder._rootLength, path));
    }

    /// <summary>Whether both name the same file or folder.</summary>
    public static bool operator ==(AbsolutePath? left, AbsolutePath? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they name different files or folders.</summary>
    public static bool operator !=(AbsolutePath? left, AbsolutePath? right) => !(left == right);

    /// <summary>Reads an absolute path.</summary>
    /// <param name="text">Such as <c>/home/me/shop</c>, or on Windows <c>C:\shop</c> or <c>\\server\share\shop</c>.</param>
    /// <exception cref="ProblemException"><paramref name="text"/> is no absolute path.</exception>
    public static AbsolutePath Parse(string text) =>
        TryParse(text, out var path) ? path : throw new ProblemException(FilesProblems.NotAbsolute(text));

    /// <summary>Reads an absolute path, or a relative one as seen from a folder.</summary>
    /// <param name="text">The path.</param>
    /// <param name="folder">Where a relative path begins.</param>
    /// <exception cref="ProblemException"><paramref name="text"/> is no path.</exception>
    public static AbsolutePath Parse(string text, AbsolutePath folder) => TryParse(text, out var path) ? path : folder / text;

    /// <summary>Reads an absolute path.</summary>
    /// <param name="text">The text to read.</param>
    /// <param name="path">What was read.</param>
    /// <returns>Whether <paramref name="text"/> is an absolute path.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out AbsolutePath? path)
    {
        path = Read(text, PathStyle.Current);
        return path is not null;
    }

    /// <inheritdoc/>
    static AbsolutePath IParsable<AbsolutePath>.Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <inheritdoc/>
    static bool IParsable<AbsolutePath>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out AbsolutePath result) =>
        TryParse(s, out result);

    /// <inheritdoc/>
    public bool Equals(AbsolutePath? other) => other is not null && _text.Equals(other._text, _style.Comparison);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AbsolutePath);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(_style.Comparison);

    /// <summary>The path as a text, with the separators of the system.</summary>
    public override string ToString() => _text;

    internal static AbsolutePath? Read(string? text, PathStyle style) =>
        text is not null && style.TryNormalize(text, out var path, out var rootLength) ? new AbsolutePath(style, path, rootLength, null) : null;

    /// <summary>The root folder of a project: nothing that is made from it deletes outside of it.</summary>
    internal static AbsolutePath OfProject(string text)
    {
        var path = Parse(text);
        return new AbsolutePath(path._style, path._text, path._rootLength, path);
    }

    private AbsolutePath With(string text) => new(_style, text, _rootLength, _project);
}
