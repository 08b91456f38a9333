using Slipway.Execution;

namespace Slipway.Reporting.Page;

/// <summary>How an outcome looks: colour alone would not tell everybody.</summary>
internal static class Outcomes
{
    public static string Class(Outcome outcome) => "o-" + SummaryTable.Name(outcome).Replace(' ', '-');

    public static string Sign(Outcome outcome) => outcome switch
    {
        Outcome.Done => "✓",
        Outcome.UpToDate => "=",
        Outcome.Skipped => "–",
        Outcome.Failed => "✗",
        Outcome.NotRun => "○",
        _ => "!",
    };
}
