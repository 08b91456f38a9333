using Slipway.Planning;
using Slipway.Reports;

namespace Slipway.Execution;

/// <summary>Something that happened in a run. Texts are masked already.</summary>
internal abstract record RunEvent
{
    internal sealed record RunStarted(Plan Plan) : RunEvent;

    internal sealed record NodeStarted(PlanNode Node) : RunEvent;

    internal sealed record NodeSaid(PlanNode Node, string Line, OutputLevel Level) : RunEvent;

    internal sealed record NodeReported(PlanNode Node, ReportTable Table) : RunEvent;

    /// <summary>Nothing happens for now, or only what takes long: who keeps back what it writes writes it.</summary>
    internal sealed record Paused : RunEvent;

    /// <summary>A value for those who called the run.</summary>
    internal sealed record NodeGave(PlanNode Node, string Name, string Value) : RunEvent;

    internal sealed record NodeEnded(NodeReport Report) : RunEvent;

    internal sealed record RunEnded(RunReport Report) : RunEvent;
}
