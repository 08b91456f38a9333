namespace Slipway.Scheduling;

/// <summary>What may run together.</summary>
/// <param name="Mode">Memory counts in <see cref="Mode.Adaptive"/> only.</param>
/// <param name="Memory">The memory that running nodes may use together.</param>
/// <param name="Concurrency">The most nodes at a time; 0 is no limit.</param>
internal sealed record Limits(Mode Mode, ByteSize Memory, int Concurrency);
