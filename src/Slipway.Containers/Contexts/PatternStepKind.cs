namespace Slipway.Containers.Contexts;

/// <summary>What a step of a pattern does.</summary>
internal enum PatternStepKind
{
    /// <summary>Takes one character.</summary>
    Character,

    /// <summary>Takes one character of a set.</summary>
    One,

    /// <summary>Takes any number of characters of a set.</summary>
    Many,

    /// <summary>May leave out the two steps behind it.</summary>
    MaybeTwo,

    /// <summary>Takes nothing, at the start only.</summary>
    Start,

    /// <summary>Takes nothing, at the end only.</summary>
    End,
}
