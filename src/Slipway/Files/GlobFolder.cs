namespace Slipway.Files;

/// <summary>How far the patterns of a set have come in a folder.</summary>
internal sealed class GlobFolder
{
    private static readonly string[] Hidden = [".git", ".nuke"];

    private readonly GlobPattern[] _included;
    private readonly GlobPattern[] _excluded;
    private readonly bool _ignoresCase;
    private readonly ulong[] _states;

    public GlobFolder(GlobPattern[] included, GlobPattern[] excluded, bool ignoresCase)
        : this(included, excluded, ignoresCase, [.. included.Concat(excluded).Select(pattern => pattern.Start)])
    {
    }

    private GlobFolder(GlobPattern[] included, GlobPattern[] excluded, bool ignoresCase, ulong[] states)
    {
        _included = included;
        _excluded = excluded;
        _ignoresCase = ignoresCase;
        _states = states;
    }

    /// <summary>A folder in this one; <see langword="null"/> where nothing in it can be picked.</summary>
    public GlobFolder? Enter(ReadOnlySpan<char> name)
    {
        var isHidden = IsHidden(name);
        for (var i = 0; i < _excluded.Length; i++)
        {
            if (_excluded[i].Ends(_states[_included.Length + i], name, isHidden, isFolder: true))
                return null;
        }

        var states = new ulong[_states.Length];
        var alive = false;
        for (var i = 0; i < _included.Length; i++)
        {
            states[i] = _included[i].Step(_states[i], name, isHidden);
            alive |= states[i] != 0;
        }

        if (!alive)
            return null;
        for (var i = 0; i < _excluded.Length; i++)
            states[_included.Length + i] = _excluded[i].Step(_states[_included.Length + i], name, isHidden);
        return new GlobFolder(_included, _excluded, _ignoresCase, states);
    }

    /// <summary>Whether a file of that name is picked.</summary>
    public bool Picks(ReadOnlySpan<char> name) => Picks(name, isFolder: false);

    /// <summary>Whether a folder of that name is picked itself.</summary>
    public bool PicksFolder(ReadOnlySpan<char> name) => Picks(name, isFolder: true);

    private bool Picks(ReadOnlySpan<char> name, bool isFolder)
    {
        var isHidden = IsHidden(name);
        var isPicked = false;
        for (var i = 0; i < _included.Length && !isPicked; i++)
            isPicked = _included[i].Ends(_states[i], name, isHidden, isFolder);
        for (var i = 0; i < _excluded.Length && isPicked; i++)
            isPicked = !_excluded[i].Ends(_states[_included.Length + i], name, isHidden, isFolder);
        return isPicked;
    }

    private bool IsHidden(ReadOnlySpan<char> name) =>
        name is ['.', 'g' or 'G' or 'n' or 'N', ..]
        && (name.Equals(Hidden[0], Comparison) || name.Equals(Hidden[1], Comparison));

    private StringComparison Comparison => _ignoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
}
