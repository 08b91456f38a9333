using Slipway.Containers.Deploying;
using Slipway.Containers.Doctoring;
using Slipway.Containers.Stacks;
using Slipway.Containers.Swarm;

namespace Slipway.Components;

/// <summary>Looks at everything that a deployment would stumble over, before anything is touched.</summary>
public interface IDoctor : IHasCompose
{
    /// <summary>Whether what was found is mended where that can be done here. False unless set.</summary>
    [Parameter("With Doctor: mend what can be mended, such as missing folders and files that everybody can read.")]
    bool Fix => Get(false);

    /// <summary>All findings at once; fails when one of them would fail the deployment.</summary>
    Target Doctor => _ => _
        .Description("Checks ports, disk, variables, images, mounts, engine and compose before anything is touched; --fix mends what it can.")
        .DependsOn(PrepareEngine, PrepareEnvironment)
        .Executes(async run =>
        {
            var (stack, findings) = ReadLeniently();
            var (compose, missing) = Orchestrator is Orchestrator.Swarm ? (null, await FindSwarmOrProblemAsync(run)) : await FindComposeOrProblemAsync(run);
            findings.AddRange(missing);
            findings.AddRange(await new Doctor(Engine, stack, compose ?? new Version(2, 26), run.Time).ExamineAsync(run.CancellationToken));
            foreach (var finding in findings.Where(finding => Fix && finding.Fix is not null).ToList())
            {
                run.Log(finding.Fix!());
                findings.Remove(finding);
            }

            foreach (var finding in findings.Where(finding => !finding.IsError))
                run.Warn(finding.Problem.ToString()["error ".Length..]);
            var errors = findings.Where(finding => finding.IsError).Select(finding => finding.Problem).ToList();
            run.Summarize($"engine {(await Engine.VersionAsync(run.CancellationToken)).Engine}, {(Orchestrator is Orchestrator.Swarm ? "swarm" : $"compose {compose?.ToString() ?? "missing"}")}, {findings.Count} findings");
            if (errors.Count > 0)
                throw new ProblemException(errors);
        });

    /// <summary>Whether the stack can be read but for variables that have no value.</summary>
    internal bool LacksVariables()
    {
        try
        {
            return Stack is null;
        }
        catch (ProblemException)
        {
            return IsReadable();
        }
    }

    private bool IsReadable()
    {
        try
        {
            return ReadLeniently().Findings.Count > 0;
        }
        catch (ProblemException)
        {
            // The planning tells what is wrong.
            return false;
        }
    }

    // What keeps the stack from being read at all is a finding beside the others.
    private (ContainerStack Stack, List<Finding> Findings) ReadLeniently()
    {
        try
        {
            return (Stack, []);
        }
        catch (ProblemException e)
        {
            var stack = ContainerStack.Load(StackOptions with { AllowMissingVariables = true });
            foreach (var secret in stack.Secrets)
                Mask(secret);
            return (stack, [.. e.Problems.Select(problem => new Finding(true, problem))]);
        }
    }

    private async Task<IReadOnlyList<Finding>> FindSwarmOrProblemAsync(RunContext run)
    {
        try
        {
            await StackOnSwarm.CheckAsync(Engine, run.CancellationToken);
            return [];
        }
        catch (ProblemException e)
        {
            return [.. e.Problems.Select(problem => new Finding(true, problem))];
        }
    }

    private async Task<(Version? Version, IReadOnlyList<Finding> Findings)> FindComposeOrProblemAsync(RunContext run)
    {
        try
        {
            return ((await FindComposeAsync(run)).Version, []);
        }
        catch (ProblemException e)
        {
            return (null, [.. e.Problems.Select(problem => new Finding(true, problem))]);
        }
    }
}
