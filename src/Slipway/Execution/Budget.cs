using Slipway.Planning;

namespace Slipway.Execution;

/// <summary>What may run together: nodes, memory, exclusive resources.</summary>
internal sealed class Budget(Plan plan)
{
    private readonly HashSet<string> _resources = new(StringComparer.Ordinal);
    private int _running;
    private long _memory;

    public bool TryTake(PlanNode node)
    {
        if (!Fits(node))
            return false;
        _running++;
        _memory += node.Memory.Bytes;
        _resources.UnionWith(node.Target.Settings.ExclusiveResources);
        return true;
    }

    public void Return(PlanNode node)
    {
        _running--;
        _memory -= node.Memory.Bytes;
        _resources.ExceptWith(node.Target.Settings.ExclusiveResources);
    }

    private bool Fits(PlanNode node)
    {
        if (plan.Concurrency > 0 && _running >= plan.Concurrency)
            return false;
        if (_resources.Overlaps(node.Target.Settings.ExclusiveResources))
            return false;
        if (plan.Mode != Mode.Adaptive || node.Memory.Bytes == 0)
            return true;

        // A node that needs more than there is runs when no other holds memory.
        return _memory == 0 || _memory + node.Memory.Bytes <= plan.MemoryBudget.Bytes;
    }
}
