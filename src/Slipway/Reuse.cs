namespace Slipway;

/// <summary>Whether a node's earlier result still holds. Made by <see cref="Reuse{TResult}"/> or the factories here.</summary>
public record Reuse
{
    private protected Reuse(ReuseState state, string reason, object? result)
    {
        State = state;
        Reason = reason;
        Result = result;
    }

    /// <summary>What was found.</summary>
    public ReuseState State { get; }

    /// <summary>Why, for the plan and the summary.</summary>
    public string Reason { get; }

    internal object? Result { get; }

    /// <summary>The node need not run.</summary>
    /// <param name="reason">Why, such as <c>engine 26.1.5 answers</c>.</param>
    public static Reuse UpToDate(string reason) => new(ReuseState.UpToDate, reason, null);

    /// <summary>The node must run.</summary>
    /// <param name="reason">Why.</param>
    public static Reuse Stale(string reason) => new(ReuseState.Stale, reason, null);

    /// <summary>It cannot be known while planning: asked again when the node is about to start.</summary>
    /// <param name="reason">What has to happen first.</param>
    public static Reuse Unknown(string reason) => new(ReuseState.Unknown, reason, null);
}
