namespace Slipway.Containers.Contexts;

/// <summary>How a pattern is compared: most need no more than texts.</summary>
internal enum PathPatternKind
{
    /// <summary>The path is the text.</summary>
    Exact,

    /// <summary>The path starts with the text.</summary>
    StartsWith,

    /// <summary>The path ends with the text.</summary>
    EndsWith,

    /// <summary>One star between two texts.</summary>
    OneStar,

    /// <summary>The same for the last part of a path.</summary>
    NameWithStar,

    /// <summary>Anything else.</summary>
    Steps,
}
