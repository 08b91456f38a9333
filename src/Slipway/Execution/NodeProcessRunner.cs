using Slipway.Processes;

namespace Slipway.Execution;

/// <summary>
/// Sends what programs write to the log of the node that started them. Where somebody listens to the lines, they are the
/// listener's to tell: nothing is logged twice.
/// </summary>
internal sealed class NodeProcessRunner(IProcessRunner inner, Action<string> log, Action<Secret> mask) : IProcessRunner
{
    public Task<ProcessResult> RunAsync(ProcessInvocation invocation, CancellationToken cancellationToken = default)
    {
        foreach (var secret in invocation.Secrets.Values)
            mask(secret);
        log("> " + invocation);
        return inner.RunAsync(invocation.OnOutput is null ? invocation with { OnOutput = line => log(line.Text) } : invocation, cancellationToken);
    }
}
