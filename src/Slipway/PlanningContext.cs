using Slipway.Files;
using Slipway.Graphs;
using Slipway.Planning;

namespace Slipway;

/// <summary>What a probe may use: services that read, and results that are known already.</summary>
public sealed class PlanningContext
{
    private readonly Graph _graph;
    private readonly ResultStore _results;
    private readonly NodeFiles _files;

    internal PlanningContext(IBuild build, Graph graph, ResultStore results, NodeFiles files, CancellationToken cancellationToken)
    {
        Build = build;
        _graph = graph;
        _results = results;
        _files = files;
        CancellationToken = cancellationToken;
    }

    /// <summary>The build that is planned.</summary>
    public IBuild Build { get; }

    /// <summary>Asks the probe to stop.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>Tells whether files changed.</summary>
    public IFileState Files => _files.State;

    /// <summary>The result of another node, where it is known: it was up to date, or has run.</summary>
    /// <typeparam name="TItem">The other target's items.</typeparam>
    /// <typeparam name="TResult">The other target's result.</typeparam>
    /// <param name="target">The other target.</param>
    /// <param name="item">Its item.</param>
    /// <param name="result">The result.</param>
    public bool TryResultOf<TItem, TResult>(Target<TItem, TResult> target, TItem item, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out TResult result)
        where TItem : notnull => _results.TryGet(_graph.TargetOf(target), item, out result);
}
