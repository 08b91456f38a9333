using Slipway.Planning;

namespace Slipway.Scheduling;

/// <summary>The place of the most urgent node that does not fit yet. Others go before it only where that does not hold it up.</summary>
/// <remarks>
/// Without it, a node that needs much is overtaken by small ones for as long as there are any. What a node is expected
/// to take may be wrong: then it is held up once, as what has overrun its time makes room for nothing.
/// </remarks>
/// <param name="Waiting">The node that does not fit.</param>
/// <param name="At">When it is expected to start, in ticks.</param>
/// <param name="Running">How many are expected to run beside it then.</param>
/// <param name="Memory">What those use of the budget's memory.</param>
internal readonly record struct Reservation(PlanNode Waiting, long At, int Running, long Memory);
