using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Slipway.Graphs;

namespace Slipway.Planning;

/// <summary>The results of nodes that are up to date or have run.</summary>
internal sealed class ResultStore
{
    private readonly ConcurrentDictionary<Key, object?> _results = new();

    public void Set(GraphTarget target, object item, object? result) => _results[new Key(target, item)] = result;

    public bool TryGet<TResult>(GraphTarget target, object item, [MaybeNullWhen(false)] out TResult result)
    {
        // A result may be null where its type says so.
        var found = _results.TryGetValue(new Key(target, item), out var value) && (value is TResult || (value is null && default(TResult) is null));
        result = found ? (TResult)value! : default;
        return found;
    }

    // A class: code for dictionaries with keys of other kinds is not compiled ahead of time.
    private sealed record Key(GraphTarget Target, object Item);
}
