using Slipway.GitHub;

namespace Slipway.Components;

/// <summary>Tells GitHub of a deployment: where it goes, that it goes on, how it ended.</summary>
public interface IGitHubDeployment : IGitHub
{
    /// <summary>The environment's name at GitHub. <c>production</c> unless set.</summary>
    [Parameter("The environment's name at GitHub.")]
    string DeploymentEnvironment => Get("production");

    /// <summary>Where people see what was deployed. Not told unless set.</summary>
    [Parameter("Where people see what was deployed.", Name = "EnvironmentUrl")]
    string? DeployedAt => Get<string?>();

    /// <summary>Tells that the deployment begins, before anything of the stack is touched.</summary>
    Target StartGitHubDeployment => _ => _
        .Description("Tells GitHub that a deployment begins.")
        .OnlyWhen(() => MayChangeGitHub, WhyNotGitHub)
        .TryAfter<IVerifyImages>(x => x.VerifyImages)
        .TryAfter<IPushImages>(x => x.PushImages)
        .TryBefore<IMigrate>(x => x.ComposeUpDependencies)
        .TryBefore<IComposeUp>(x => x.ComposeUp)
        .Executes(async run =>
        {
            using var client = OpenGitHub(run);
            var address = EnvironmentAddress;
            var commit = GitHubRun.Commit ?? await GitHubCommitAsync(run);
            var request = new DeploymentRequest
            {
                Ref = commit,
                Environment = DeploymentEnvironment,
                Description = "by Slipway",
                Key = GitHubRun.Key ?? run.Time.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            };
            Begun.Id = await client.CreateDeploymentAsync(request, run.CancellationToken);
            await client.SetDeploymentStateAsync(Begun.Id.Value, DeploymentState.InProgress, null, address, GitHubRun.Url, run.CancellationToken);
            run.Summarize($"deployment {Begun.Id} to '{DeploymentEnvironment}'");
        });

    /// <summary>Tells how the deployment ended, with the address of the environment.</summary>
    Target GitHubDeployment => _ => _
        .Description("Tells GitHub how the deployment ended.")
        .OnlyWhen(() => MayChangeGitHub, WhyNotGitHub)
        .DependsOn(StartGitHubDeployment)
        .TryAfter<IHealthGate>(x => x.HealthGate)
        .TryAfter<IDeploy>(x => x.Deploy)
        .AssuredAfterFailure()
        .OnlyWhenDynamic(() => Begun.Id is not null, "no deployment was begun")
        .Executes(async run =>
        {
            using var client = OpenGitHub(run);
            var state = run.Failed.Count == 0 ? DeploymentState.Success : DeploymentState.Failure;
            await client.SetDeploymentStateAsync(Begun.Id!.Value, state, Verdict(run), EnvironmentAddress, GitHubRun.Url, run.CancellationToken);
            run.Summarize($"{state.ToString().ToLowerInvariant()}: deployment {Begun.Id} to '{DeploymentEnvironment}'");
        });

    private Uri? EnvironmentAddress => DeployedAt is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https") ? address
        : throw new ProblemException(GitHubComponentProblems.NoAddress("--environment-url", text));

    private BegunDeployment Begun => Once(() => new BegunDeployment());
}
