using Slipway.Planning;

namespace Slipway.Scheduling;

/// <summary>What is left of what may run together: nodes, memory, exclusive resources.</summary>
internal sealed class Budget(Limits limits)
{
    // In the order of their expected ends.
    private readonly List<Running> _running = [];
    private readonly HashSet<string> _resources = new(StringComparer.Ordinal);
    private long _memory;

    public bool IsFull => limits.Concurrency > 0 && _running.Count >= limits.Concurrency;

    public bool Fits(PlanNode node) =>
        Fits(_running.Count, _memory, node) && !(node.Resources.Count > 0 && _resources.Overlaps(node.Resources));

    /// <summary>Takes what a node needs.</summary>
    /// <param name="node">A node that fits.</param>
    /// <param name="now">When it starts, in ticks.</param>
    public void Take(PlanNode node, long now)
    {
        var place = _running.Count;
        var end = now + node.ExpectedTicks;
        while (place > 0 && _running[place - 1].End > end)
            place--;
        _running.Insert(place, new Running(node, end));
        _memory += Need(node);
        if (node.Resources.Count > 0)
            _resources.UnionWith(node.Resources);
    }

    public void Return(PlanNode node)
    {
        _running.RemoveAt(_running.FindIndex(running => running.Node == node));
        _memory -= Need(node);
        if (node.Resources.Count > 0)
            _resources.ExceptWith(node.Resources);
    }

    /// <summary>Keeps the place of a node that does not fit.</summary>
    /// <param name="waiting">The node.</param>
    /// <param name="now">The time, in ticks.</param>
    public Reservation Reserve(PlanNode waiting, long now)
    {
        var (count, memory, at) = (_running.Count, _memory, now);
        var resource = waiting.Resources.Count == 0 ? -1 : _running.FindLastIndex(running => Share(running.Node, waiting));
        for (var i = 0; i < _running.Count; i++)
        {
            // What takes longer than expected is expected to end any moment.
            var end = Math.Max(_running[i].End, now);
            if (end > at && i > resource && Fits(count, memory, waiting))
                break;
            at = end;
            count--;
            memory -= Need(_running[i].Node);
        }

        return new Reservation(waiting, at, count, memory);
    }

    /// <summary>Whether a node that fits and starts now does not hold up the one that waits.</summary>
    public bool Allows(in Reservation reservation, PlanNode node, long now) =>
        now + node.ExpectedTicks <= reservation.At
        || ((limits.Concurrency == 0 || reservation.Running + 2 <= limits.Concurrency)
            && !Share(node, reservation.Waiting)
            && (limits.Mode != Mode.Adaptive || reservation.Memory + Need(node) + Need(reservation.Waiting) <= limits.Memory.Bytes));

    private static bool Share(PlanNode node, PlanNode other) =>
        node.Resources.Count > 0 && other.Resources.Count > 0 && node.Resources.Intersect(other.Resources, StringComparer.Ordinal).Any();

    // A node that needs more than there is runs alone: even one whose need is not known could be too much.
    private bool Fits(int running, long memory, PlanNode node)
    {
        if (limits.Concurrency > 0 && running >= limits.Concurrency)
            return false;
        if (limits.Mode != Mode.Adaptive)
            return true;
        return node.Memory > limits.Memory ? running == 0
            : memory <= limits.Memory.Bytes && memory + node.Memory.Bytes <= limits.Memory.Bytes;
    }

    // A class: code for lists of structures is not compiled ahead of time.
    private sealed record Running(PlanNode Node, long End);

    private long Need(PlanNode node) => limits.Mode == Mode.Adaptive ? node.Memory.Bytes : 0;
}
