using Slipway.Containers.Compose;

namespace Slipway.Containers.Linting.Rules;

/// <summary>Services of one's own images say whether they are healthy.</summary>
internal sealed class MissingHealthCheck : ILintCheck
{
    public LintRule Rule { get; } = new(
        "SL103",
        "health-check",
        LintLevel.Warning,
        "Without a health check nobody knows whether a service works: a deployment counts as done when it has only started.",
        "add HEALTHCHECK to the Dockerfile, or healthcheck: to the service");

    public IEnumerable<(Place Place, string Message)> Examine(LintSubject subject)
    {
        // Nobody waits for the health of what runs to its end.
        var oneShots = (subject.Project?.Services.Values ?? [])
            .SelectMany(service => service.DependsOn)
            .Where(dependency => dependency.Condition == DependencyCondition.Completed)
            .Select(dependency => dependency.Service)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var service in subject.Project?.Services.Values ?? [])
        {
            if (service is { Build: null, HealthCheck.IsDisabled: true } && !oneShots.Contains(service.Name) && Fields.Text(service.Definition, "restart") != "no")
                yield return (service.HealthCheck.Place, $"the health check of service '{service.Name}' is switched off");
        }

        foreach (var image in subject.Images.Where(image => image.Target.HasHealthCheck != true))
        {
            if (image.Services.Count == 0 && subject.Project is null)
                yield return (image.Target.Final.Stage.Place, "the image has no HEALTHCHECK");
            foreach (var service in image.Services.Where(service => service.HealthCheck is null or { IsDisabled: true } && !oneShots.Contains(service.Name)))
                yield return (service.Place, $"neither service '{service.Name}' nor its Dockerfile has a health check");
        }
    }
}
