namespace Slipway;

/// <summary>Whether a node's earlier result still holds, with that result.</summary>
/// <typeparam name="TResult">The target's result.</typeparam>
public sealed record Reuse<TResult> : Reuse
{
    private Reuse(ReuseState state, string reason, object? result)
        : base(state, reason, result)
    {
    }

#pragma warning disable CA1000 // Reuse<Built>.UpToDate(…) names the result's type where it is decided.
    /// <summary>The node need not run: <paramref name="result"/> is what it would give.</summary>
    /// <param name="result">The result that dependents read.</param>
    /// <param name="reason">Why, such as <c>fingerprint 3f2a…</c>.</param>
    public static Reuse<TResult> UpToDate(TResult result, string reason) => new(ReuseState.UpToDate, reason, result);

    /// <inheritdoc cref="Reuse.Stale"/>
    public static new Reuse<TResult> Stale(string reason) => new(ReuseState.Stale, reason, null);

    /// <inheritdoc cref="Reuse.Unknown"/>
    public static new Reuse<TResult> Unknown(string reason) => new(ReuseState.Unknown, reason, null);
#pragma warning restore CA1000
}
