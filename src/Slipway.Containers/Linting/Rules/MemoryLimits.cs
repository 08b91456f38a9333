namespace Slipway.Containers.Linting.Rules;

/// <summary>Services have a bound on their memory.</summary>
internal sealed class MemoryLimits : ILintCheck
{
    public LintRule Rule { get; } = new(
        "SL106",
        "memory-limit",
        LintLevel.Note,
        "A service without a limit that leaks takes the machine down, and every other service with it.",
        "set deploy.resources.limits.memory");

    public IEnumerable<(Place Place, string Message)> Examine(LintSubject subject) =>
        from service in subject.Project?.Services.Values ?? []
        where service.Limits.Memory is null
        select (service.Place, $"service '{service.Name}' has no memory limit");
}
