using Slipway.Scheduling;

namespace Slipway;

/// <summary>The memory of the machine that a run's work is done on.</summary>
/// <param name="Available">What is free, or would be given back.</param>
/// <param name="Machine">Whose it is, for the plan, such as <c>this machine</c>.</param>
public sealed record HostMemory(ByteSize Available, string Machine)
{
    /// <summary>This machine's memory, as far as control groups (cgroups) let this process have it.</summary>
    public static HostMemory OfThisMachine() => MachineMemory.Read("/");
}
