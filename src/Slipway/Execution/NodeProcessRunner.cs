using Slipway.Processes;

namespace Slipway.Execution;

/// <summary>Sends what programs write to the log of the node that started them.</summary>
internal sealed class NodeProcessRunner(IProcessRunner inner, Action<string> log) : IProcessRunner
{
    public Task<ProcessResult> RunAsync(ProcessInvocation invocation, CancellationToken cancellationToken = default)
    {
        log("> " + invocation);
        return inner.RunAsync(
            invocation with
            {
                OnOutput = line =>
                {
                    log(line.Text);
                    invocation.OnOutput?.Invoke(line);
                },
            },
            cancellationToken);
    }
}
