namespace Slipway.Containers.Contexts;

/// <summary>A line of an ignore file.</summary>
public sealed record IgnoreRule
{
    internal IgnoreRule(PathPattern pattern, bool isException, string written, Place place)
    {
        Pattern = pattern;
        IsException = isException;
        Written = written;
        Place = place;
    }

    /// <summary>Whether it takes back what lines above left out.</summary>
    public bool IsException { get; }

    /// <summary>The line as written, without blanks around it.</summary>
    public string Written { get; }

    /// <summary>Where it is.</summary>
    public Place Place { get; }

    internal PathPattern Pattern { get; }

    /// <summary>The line as written.</summary>
    public override string ToString() => Written;

    // The classic builder compares texts, wildcards and all.
    internal bool BeginsBelow(ReadOnlySpan<char> folder) =>
        Pattern.Text.AsSpan().StartsWith(folder, StringComparison.Ordinal) && (Pattern.Text.Length == folder.Length || Pattern.Text[folder.Length] == '/');
}
