namespace Slipway.BuildKit;

/// <summary>Says what is left out of a context.</summary>
public interface IIgnoreRules
{
    /// <summary>Whether an entry is left out.</summary>
    /// <param name="path">Relative to the context, with <c>/</c>. The folders above it have been asked about before.</param>
    bool LeavesOut(string path);

    /// <summary>Whether something inside of a folder that is left out may be kept all the same.</summary>
    /// <param name="folder">Relative to the context, with <c>/</c>.</param>
    bool MayKeepBelow(string folder);
}
