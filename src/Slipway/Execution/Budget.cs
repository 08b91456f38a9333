using Slipway.Planning;

namespace Slipway.Execution;

/// <summary>What may run together: nodes, memory, exclusive resources.</summary>
internal sealed class Budget(Plan plan)
{
    private readonly HashSet<string> _resources = new(StringComparer.Ordinal);
    private int _running;
    private long _memory;

    public bool Fits(PlanNode node)
    {
        if (plan.Concurrency > 0 && _running >= plan.Concurrency)
            return false;
        if (_resources.Overlaps(node.Target.Settings.ExclusiveResources))
            return false;
        if (plan.Mode != Mode.Adaptive)
            return true;

        // A node that needs more than there is runs alone: even one whose need is not known could be too much.
        return node.Memory > plan.MemoryBudget ? _running == 0
            : _memory <= plan.MemoryBudget.Bytes && _memory + node.Memory.Bytes <= plan.MemoryBudget.Bytes;
    }

    public void Take(PlanNode node)
    {
        _running++;
        _memory += node.Memory.Bytes;
        _resources.UnionWith(node.Target.Settings.ExclusiveResources);
    }

    public void Return(PlanNode node)
    {
        _running--;
        _memory -= node.Memory.Bytes;
        _resources.ExceptWith(node.Target.Settings.ExclusiveResources);
    }
}
