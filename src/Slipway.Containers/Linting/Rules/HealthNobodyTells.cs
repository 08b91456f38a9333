using Slipway.Containers.Compose;

namespace Slipway.Containers.Linting.Rules;

/// <summary>Who waits for health waits for something that tells it.</summary>
internal sealed class HealthNobodyTells : ILintCheck
{
    private static readonly HashSet<string> Silent = new(StringComparer.Ordinal)
    {
        "alpine", "busybox", "caddy", "debian", "haproxy", "httpd", "mariadb", "memcached", "mongo", "mysql", "nats", "nginx", "node", "postgres", "python",
        "rabbitmq", "redis", "traefik", "ubuntu", "valkey/valkey",
    };

    public LintRule Rule { get; } = new(
        "SL117",
        "health-of-dependency",
        LintLevel.Error,
        "A service that waits for the health of one without a health check never starts.",
        "give the other a health check, or wait for service_started");

    public IEnumerable<(Place Place, string Message)> Examine(LintSubject subject)
    {
        if (subject.Project is not { } project)
            yield break;
        foreach (var service in project.Services.Values)
        {
            foreach (var dependency in service.DependsOn.Where(dependency => dependency.Condition == DependencyCondition.Healthy))
            {
                if (project.Services.TryGetValue(dependency.Service, out var other) && TellsNothing(other, subject))
                    yield return (dependency.Place, $"service '{service.Name}' waits for the health of '{other.Name}', which has no health check");
            }
        }
    }

    // An image from elsewhere may bring its own; that these bring none is known.
    private static bool TellsNothing(ComposeService service, LintSubject subject) => service.HealthCheck is { } check
        ? check.IsDisabled
        : subject.Images.FirstOrDefault(image => image.Services.Contains(service)) is { Target.HasHealthCheck: false }
            || (service is { Build: null, Image: { } image } && Silent.Contains(image.Split(':', '@')[0]));
}
