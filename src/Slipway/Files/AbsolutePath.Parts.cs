using Slipway.Files;

namespace Slipway;

public sealed partial class AbsolutePath
{
    /// <summary>The folder that holds it; <see langword="null"/> for a root.</summary>
    public AbsolutePath? Parent
    {
        get
        {
            if (IsRoot)
                return null;
            var separator = _text.LastIndexOf(_style.Separator);
            return With(_text[..Math.Max(separator, _rootLength)]);
        }
    }

    /// <summary>Its last name, such as <c>app.tar.gz</c>; empty for a root.</summary>
    public string Name => IsRoot ? "" : _text[(Math.Max(_text.LastIndexOf(_style.Separator), _rootLength - 1) + 1)..];

    /// <summary>The name without what <see cref="Extension"/> gives, such as <c>app.tar</c>.</summary>
    public string NameWithoutExtension => Name[..^Extension.Length];

    /// <summary>The end of the name from its last dot on, such as <c>.gz</c>; empty where there is none, as in <c>.gitignore</c>.</summary>
    public string Extension
    {
        get
        {
            var name = Name;
            var dot = name.LastIndexOf('.');
            return dot <= 0 || dot == name.Length - 1 ? "" : name[dot..];
        }
    }

    /// <summary>Whether it is the root of a drive, of a share, or <c>/</c>.</summary>
    public bool IsRoot => _text.Length == _rootLength;

    /// <summary>The path with another last name.</summary>
    /// <param name="name">A name, no path.</param>
    /// <exception cref="ProblemException">It is no name, or this is a root.</exception>
    public AbsolutePath WithName(string name) =>
        _style.IsValidName(name) && Parent is { } folder ? folder / name : throw new ProblemException(FilesProblems.NotAName(this, name));

    /// <summary>The path with another extension.</summary>
    /// <param name="extension">With or without its dot; empty to have none.</param>
    /// <exception cref="ProblemException">The extension holds a separator, or this is a root.</exception>
    public AbsolutePath WithExtension(string extension) =>
        WithName(NameWithoutExtension + (extension is "" or ['.', ..] ? extension : "." + extension));

    /// <summary>Whether a path lies somewhere below this folder. A folder does not contain itself.</summary>
    /// <param name="path">The path to look at; links are not looked through.</param>
    public bool Contains(AbsolutePath path) =>
        path._text.Length > _text.Length
        && path._text.StartsWith(_text, _style.Comparison)
        && (IsRoot || path._text[_text.Length] == _style.Separator);

    /// <summary>The way from a folder to here, with <c>/</c> on every system, such as <c>../src/app.py</c>; <c>.</c> for the folder itself.</summary>
    /// <remarks>Between two drives there is no way: then it is the full path.</remarks>
    /// <param name="folder">Where the way begins.</param>
    public string RelativeTo(AbsolutePath folder)
    {
        if (!_text[.._rootLength].Equals(folder._text[..folder._rootLength], _style.Comparison))
            return _text.Replace('\\', '/');
        var (from, to) = (folder.Names(), Names());
        var common = 0;
        while (common < from.Length && common < to.Length && from[common].Equals(to[common], _style.Comparison))
            common++;
        var way = string.Join('/', [.. Enumerable.Repeat("..", from.Length - common), .. to[common..]]);
        return way.Length == 0 ? "." : way;
    }

    private string[] Names() => _text[_rootLength..].Split(_style.Separator, StringSplitOptions.RemoveEmptyEntries);
}
