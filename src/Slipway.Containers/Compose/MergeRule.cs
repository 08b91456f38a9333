namespace Slipway.Containers.Compose;

/// <summary>How a value of a later file is laid over that of an earlier one.</summary>
internal enum MergeRule
{
    /// <summary>Mappings field by field, lists one after the other, scalars by the later one.</summary>
    Deep,

    /// <summary>The later one, even where it is nothing.</summary>
    Replace,

    /// <summary>Both as lists of <c>NAME=value</c>, one after the other.</summary>
    Pairs,

    /// <summary>As <see cref="Pairs"/>, without what is there already.</summary>
    Hosts,

    /// <summary>A folder stands for a mapping with <c>context</c>.</summary>
    Build,

    /// <summary>A list of services stands for a mapping with the default condition.</summary>
    DependsOn,

    /// <summary>A list of networks stands for a mapping.</summary>
    Networks,

    /// <summary>Options are merged only where both name the same driver.</summary>
    Logging,

    /// <summary>Pools of one subnet are merged.</summary>
    AddressPools,
}
