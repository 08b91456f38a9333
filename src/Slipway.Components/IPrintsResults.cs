namespace Slipway.Components;

/// <summary>Brings <c>--output json</c>: what a target finds out goes to standard output for programs, all else to standard error.</summary>
public interface IPrintsResults : IBuild
{
    /// <summary>For whom targets write what they were asked for. People unless set.</summary>
    [Parameter("How Status, Logs, Health and Watchdog write what they find: text, or json on standard output.")]
    OutputFormat Output => Get(OutputFormat.Text);

    bool IBuild.PrintsResults => Output == OutputFormat.Json;
}
