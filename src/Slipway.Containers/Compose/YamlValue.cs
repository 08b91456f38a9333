namespace Slipway.Containers.Compose;

/// <summary>A value of a compose file: a scalar, a sequence or a mapping.</summary>
/// <remarks>Anchors, aliases and merge keys are resolved and variables are replaced.</remarks>
public abstract record YamlValue
{
    /// <summary>Where the value is written.</summary>
    public required Place Place { get; init; }

    /// <summary>Whether the value is to take the place of an earlier file's.</summary>
    internal YamlTag Tag { get; init; }

    /// <summary>What the value is, as messages say it: <c>a mapping</c>, <c>a list</c>, <c>a text</c>.</summary>
    internal abstract string Description { get; }

    // How much the tree would hold with every alias written out; a bound on it stops alias bombs.
    internal abstract long Weight { get; }

    // Aliases of aliases nest without a sign of it in the text.
    internal abstract int Depth { get; }
}
