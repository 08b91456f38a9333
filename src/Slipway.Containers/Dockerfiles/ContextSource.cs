namespace Slipway.Containers.Dockerfiles;

/// <summary>Files of the build context that an instruction reaches.</summary>
/// <param name="Pattern">
/// A path or pattern relative to the context, with <c>/</c>; <c>.</c> is all of it.
/// </param>
/// <param name="Place">The instruction.</param>
public sealed record ContextSource(string Pattern, Place Place)
{
    /// <summary>Whether it is the whole context.</summary>
    public bool IsWhole => Pattern == ".";

    /// <summary>A path that is no pattern.</summary>
    internal static ContextSource Literal(string path, Place place)
    {
        var cleaned = Contexts.GoPaths.Clean("/" + path)[1..];
        return new ContextSource(cleaned.Length == 0 ? "." : Contexts.GoPaths.Escape(cleaned), place);
    }
}
