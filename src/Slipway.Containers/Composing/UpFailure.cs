using Slipway.Containers.Engine;
using Slipway.Processes;

namespace Slipway.Containers.Composing;

/// <summary>Why compose could not start services: what it wrote, and what the engine knows beside it.</summary>
internal sealed class UpFailure(ComposeCli compose, EngineClient engine)
{
    /// <summary>The problem: a taken port and an unhealthy dependency are named.</summary>
    /// <param name="scope">What was worked on.</param>
    /// <param name="options">Which services were to be started.</param>
    /// <param name="command">How compose was called.</param>
    /// <param name="result">How it ended.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    public async Task<ProblemException> ExplainAsync(
        ComposeScope scope, ComposeUpOptions options, ProcessInvocation command, ProcessResult result, CancellationToken cancellationToken)
    {
        var lines = ComposeOutput.Explaining(result.Output);
        if (TakenPort.Find(lines) is { } port)
            return new ProblemException(await PortTakenAsync(scope, port, cancellationToken));

        if (lines.Any(l => l.Contains("unhealthy", StringComparison.Ordinal) || l.Contains("dependency failed to start", StringComparison.Ordinal)))
        {
            var services = (await compose.PsAsync(scope.ProjectName, cancellationToken)).Where(c => !c.IsOneShot).Select(c => c.Service).Distinct(StringComparer.Ordinal);
            var reasons = await new HealthGate(engine).ExplainAsync(new HealthGateRequest { Project = scope.ProjectName, Services = [.. services] }, cancellationToken);
            if (reasons.Count > 0)
                return new ProblemException(reasons);
        }

        var what = options.Services.Count == 0 ? $"start project '{scope.ProjectName}'" : $"start {string.Join(", ", options.Services.Select(s => $"'{s}'"))}";
        return new ProblemException(ComposeProblems.Failed(command, what, result.ExitCode, lines));
    }

    private async Task<Problem> PortTakenAsync(ComposeScope scope, TakenPort port, CancellationToken cancellationToken)
    {
        var containers = await engine.ListContainersAsync(cancellationToken: cancellationToken);
        var wanted = containers.FirstOrDefault(c => c.Name == port.Container);
        // A container that was made and could not be started holds nothing and would only stand in the way.
        if (wanted is { Status: ContainerStatus.Created } && wanted.Labels.GetValueOrDefault(ComposeLabels.Project) == scope.ProjectName)
            await engine.RemoveContainerAsync(wanted.Id, force: true, volumes: false, cancellationToken);
        var holder = containers.FirstOrDefault(c => c.Name != port.Container && c.Ports.Any(p => p.Public == port.Port));
        var project = holder?.Labels.GetValueOrDefault(ComposeLabels.Project);
        return ComposeProblems.PortTaken(
            port,
            wanted?.Labels.GetValueOrDefault(ComposeLabels.Service),
            holder is null ? null : $"container '{holder.Name}'{(project is null ? "" : $" of project '{project}'")}");
    }
}
