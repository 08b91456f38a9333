namespace Slipway.Planning;

/// <summary>What a plan says of a node.</summary>
internal enum Decision
{
    /// <summary>It runs.</summary>
    Run,

    /// <summary>Its probe is asked again when it is about to start.</summary>
    DecideAtStart,

    /// <summary>Its earlier result holds.</summary>
    UpToDate,

    /// <summary>It does not run.</summary>
    Skip,
}
