using Slipway.Execution;

namespace Slipway.Reporting.GitHub;

/// <summary>Hands values on to later steps and jobs.</summary>
/// <param name="file">The file that <c>GITHUB_OUTPUT</c> names.</param>
/// <param name="warn">Told when the file cannot be written: that fails no run.</param>
internal sealed class StepOutputs(string file, Action<string> warn) : IReporter
{
    public void On(RunEvent happened)
    {
        if (happened is not RunEvent.NodeGave gave)
            return;
        try
        {
            // Nobody who writes the value can know the line that ends it, and so say something else after it.
            var end = "end-" + Guid.NewGuid().ToString("N");
            File.AppendAllText(file, $"{gave.Name}<<{end}\n{gave.Value}\n{end}\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            warn($"output '{gave.Name}' was not written to {file}: {e.Message}");
        }
    }
}
