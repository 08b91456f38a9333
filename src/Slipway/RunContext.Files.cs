using Slipway.Files;

namespace Slipway;

public sealed partial class RunContext
{
    /// <summary>Tells whether files changed.</summary>
    public IFileState Files => _files.State;

    /// <summary>The files that another target produced, in the order of their paths: those that this one <c>Consumes</c>.</summary>
    /// <param name="target">A target that says <c>Produces</c>.</param>
    /// <exception cref="ProblemException">There are none, or this target does not consume the other.</exception>
    public IReadOnlyList<AbsolutePath> ArtifactsOf(Target target) => Artifacts(target);

    /// <inheritdoc cref="ArtifactsOf(Target)"/>
    public IReadOnlyList<AbsolutePath> ArtifactsOf<TItem, TResult>(Target<TItem, TResult> target)
        where TItem : notnull => Artifacts(target);

    private IReadOnlyList<AbsolutePath> Artifacts(Delegate target)
    {
        var other = _graph.TargetOf(target);
        if (_node.Target.Settings.Files?.Consumed.FindAll(consumed => consumed.Target == other) is not { Count: > 0 } consumed)
            throw new ProblemException(FilesProblems.NotConsumed(Node, other.Name));
        string[] wanted = consumed.Exists(part => part.Patterns.Count == 0) ? [] : [.. consumed.SelectMany(part => part.Patterns)];
        var found = _files.Artifacts(other.Settings.Files!.Artifacts, wanted);
        return found.Count > 0 ? found : throw new ProblemException(FilesProblems.NoArtifacts(Node, other.Name, wanted.Length > 0 ? wanted : other.Settings.Files!.Artifacts));
    }
}
