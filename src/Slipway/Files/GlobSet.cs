using Slipway.Files;

namespace Slipway;

/// <summary>Patterns that pick files by their relative paths. May be used by several threads at once.</summary>
/// <remarks>
/// <c>*</c> and <c>?</c> stand for part of a name, <c>**</c> for any number of folders, <c>[a-z]</c> and <c>[!a-z]</c> for
/// one character, <c>{a,b}</c> for either. A pattern after <c>!</c> leaves files out, wherever it stands; one that matches
/// a folder leaves out all that is in it. A pattern without wildcards that names a folder picks all that is in it. Only
/// patterns that name <c>.git</c> or <c>.nuke</c> reach into those.
/// </remarks>
public sealed class GlobSet
{
    private readonly GlobPattern[] _included;
    private readonly GlobPattern[] _excluded;

    /// <summary>Reads patterns.</summary>
    /// <param name="patterns">With <c>/</c> on every system, relative to the folder that they are used in.</param>
    /// <exception cref="ProblemException">Patterns cannot be read; all of them at once.</exception>
    public GlobSet(params IEnumerable<string> patterns)
        : this(patterns, PathStyle.Current.Comparison != StringComparison.Ordinal)
    {
    }

    internal GlobSet(IEnumerable<string> patterns, bool ignoresCase)
    {
        Patterns = [.. patterns];
        IgnoresCase = ignoresCase;
        var problems = new List<Problem>();
        _included = GlobReader.Read(Patterns.Where(pattern => !pattern.StartsWith('!')), leavesOut: false, ignoresCase, problems);
        _excluded = GlobReader.Read(Patterns.Where(pattern => pattern.StartsWith('!')), leavesOut: true, ignoresCase, problems);
        if (problems.Count > 0)
            throw new ProblemException(problems);
    }

    /// <summary>The patterns as they were written.</summary>
    public IReadOnlyList<string> Patterns { get; }

    internal bool IgnoresCase { get; }

    internal GlobFolder Root => new(_included, _excluded, IgnoresCase);

    /// <summary>Whether the patterns pick a file.</summary>
    /// <param name="path">Relative, with <c>/</c>.</param>
    public bool IsMatch(string path)
    {
        var folder = Root;
        var rest = path.AsSpan();
        for (var slash = rest.IndexOf('/'); slash >= 0; slash = rest.IndexOf('/'))
        {
            if (folder.Enter(rest[..slash]) is not { } inner)
                return false;
            folder = inner;
            rest = rest[(slash + 1)..];
        }

        return folder.Picks(rest);
    }

    /// <summary>The patterns, with spaces between them.</summary>
    public override string ToString() => string.Join(' ', Patterns);
}
