using Slipway.Containers.Doctoring;

namespace Slipway.Components;

/// <summary>Looks at everything that a deployment would stumble over, before anything is touched.</summary>
public interface IDoctor : IHasCompose
{
    /// <summary>All findings at once; fails when one of them would fail the deployment.</summary>
    Target Doctor => _ => _
        .Description("Checks ports, disk, variables, engine and compose before anything is touched.")
        .DependsOn(PrepareEngine, PrepareEnvironment)
        .Executes(async run =>
        {
            var compose = await FindComposeAsync(run);
            var findings = await new Doctor(Engine, Stack, compose.Version).ExamineAsync(run.CancellationToken);
            foreach (var finding in findings.Where(finding => !finding.IsError))
                run.Warn(finding.Problem.ToString()["error ".Length..]);
            var errors = findings.Where(finding => finding.IsError).Select(finding => finding.Problem).ToList();
            run.Summarize($"engine {(await Engine.VersionAsync(run.CancellationToken)).Engine}, compose {compose.Version}, {findings.Count} findings");
            if (errors.Count > 0)
                throw new ProblemException(errors);
        });
}
