namespace Slipway.Files;

/// <summary>What a part of a pattern stands for.</summary>
internal enum GlobTokenKind
{
    /// <summary>A character as it is written.</summary>
    Character,

    /// <summary><c>?</c>: any one character.</summary>
    Any,

    /// <summary><c>[a-z]</c>: one of several characters.</summary>
    Class,

    /// <summary><c>*</c>: any number of characters.</summary>
    Star,
}
