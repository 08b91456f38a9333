using Slipway.GitHub.Payloads;

namespace Slipway.GitHub;

/// <content>Deployments and how they end.</content>
public sealed partial class GitHubClient
{
    private const string Deployments = "deployments: write";

    /// <summary>Tells of a deployment that begins.</summary>
    /// <param name="request">What is deployed, and where.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Its number.</returns>
    /// <exception cref="ProblemException">GitHub refused it, or could not be reached.</exception>
    public async Task<long> CreateDeploymentAsync(DeploymentRequest request, CancellationToken cancellationToken = default)
    {
        var payload = new DeploymentPayload(request.Ref, request.Environment, Cut(request.Description, LongestDescription), new DeploymentKey(request.Key), request.IsProduction);
        var call = new GitHubCall
        {
            What = $"create a deployment to '{request.Environment}'",
            Method = HttpMethod.Post,
            Address = Api("deployments"),
            Content = () => Json(payload, GitHubJson.Default.DeploymentPayload),
            Permission = Deployments,
        };
        return await MakeAsync(
            call,
            async () => (await _transport.SendAsync(call with { IsOnce = true }, cancellationToken)).Read(call, GitHubJson.Default.DeploymentAnswer).Id,
            () => FindDeploymentAsync(request, cancellationToken),
            cancellationToken);
    }

    /// <summary>Says how far a deployment is.</summary>
    /// <param name="deployment">Its number.</param>
    /// <param name="state">How far it is.</param>
    /// <param name="description">A few words.</param>
    /// <param name="environmentUrl">Where what was deployed can be seen.</param>
    /// <param name="logUrl">Where its log is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ProblemException">GitHub refused it, or could not be reached.</exception>
    public Task SetDeploymentStateAsync(long deployment, DeploymentState state, string? description = null, Uri? environmentUrl = null, Uri? logUrl = null, CancellationToken cancellationToken = default)
    {
        var name = state == DeploymentState.InProgress ? "in_progress" : state.ToString().ToLowerInvariant();
        // Earlier deployments to the same environment are over once this one stands.
        var payload = new DeploymentStatusPayload(name, Cut(description, LongestDescription), environmentUrl?.ToString(), logUrl?.ToString(), state == DeploymentState.Success);
        return _transport.SendAsync(
            new GitHubCall
            {
                What = $"set deployment {deployment} to '{name}'",
                Method = HttpMethod.Post,
                Address = Api($"deployments/{deployment}/statuses"),
                Content = () => Json(payload, GitHubJson.Default.DeploymentStatusPayload),
                Permission = Deployments,
            },
            cancellationToken);
    }

    private async Task<long?> FindDeploymentAsync(DeploymentRequest request, CancellationToken cancellationToken)
    {
        var call = new GitHubCall
        {
            What = "list deployments",
            Method = HttpMethod.Get,
            Address = Api($"deployments?ref={Escape(request.Ref)}&environment={Escape(request.Environment)}&per_page=100"),
            Permission = Deployments,
        };
        await foreach (var page in _transport.PagesAsync(call, cancellationToken))
        {
            if (page.Read(call, GitHubJson.Default.ListDeploymentAnswer).Find(deployment => deployment.Key == request.Key) is { } found)
                return found.Id;
        }

        return null;
    }

    // Where an answer is lost, nobody knows whether the thing was made: it is looked for before it is made again.
    private async Task<T> MakeAsync<T>(GitHubCall call, Func<Task<T>> make, Func<Task<T?>> find, CancellationToken cancellationToken)
        where T : struct
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await make();
            }
            catch (LostAnswerException e)
            {
                if (attempt == _options.Attempts)
                    throw new ProblemException(GitHubProblems.Unreachable(call, e.Message, attempt, null));
                await _transport.WaitAsync(TimeSpan.FromSeconds(1 << (attempt - 1)), e.Message, cancellationToken);
                if (await find() is { } found)
                    return found;
            }
        }
    }
}
