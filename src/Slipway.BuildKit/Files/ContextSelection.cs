namespace Slipway.BuildKit;

/// <summary>Which part of a context a builder asks for.</summary>
public sealed record ContextSelection
{
    /// <summary>Everything.</summary>
    public static ContextSelection All { get; } = new();

    /// <summary>Patterns of what is left out, in the language of <c>.dockerignore</c>: the builder has read that file. None unless set.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Whether anything inside of a folder may be of interest; a source does not have to look into others. Always unless set.</summary>
    public Func<string, bool> Enters { get; init; } = _ => true;
}
