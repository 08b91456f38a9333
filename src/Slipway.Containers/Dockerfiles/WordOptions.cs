namespace Slipway.Containers.Dockerfiles;

/// <summary>How words are read where it is not to expand them.</summary>
internal sealed record WordOptions
{
    /// <summary>Everything as in arguments of instructions.</summary>
    public static WordOptions Default { get; } = new();

    /// <summary>Whether quotes stay.</summary>
    public bool KeepQuotes { get; init; }

    /// <summary>Whether escape characters stay.</summary>
    public bool KeepEscapes { get; init; }

    /// <summary>Whether quotes are characters like others.</summary>
    public bool IgnoreQuotes { get; init; }

    /// <summary>Whether variables that are not set stay as written.</summary>
    public bool KeepUnset { get; init; }
}
