namespace Slipway;

/// <summary>What becomes of the dependencies of a target that is skipped.</summary>
public enum DependencyBehavior
{
    /// <summary>They run.</summary>
    Run,

    /// <summary>They are left out of the plan, unless something else that runs needs them.</summary>
    Skip,
}
