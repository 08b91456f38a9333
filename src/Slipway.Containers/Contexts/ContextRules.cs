namespace Slipway.Containers.Contexts;

/// <summary>Whose rules say what is left out of a build context.</summary>
public enum ContextRules
{
    /// <summary>BuildKit's.</summary>
    BuildKit,

    /// <summary>
    /// Those of the builder before it: no ignore file of a Dockerfile's own, and a folder that is left out is entered only
    /// where an exception begins with its path.
    /// </summary>
    Classic,
}
