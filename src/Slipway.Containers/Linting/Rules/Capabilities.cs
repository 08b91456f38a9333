using Slipway.Containers.Compose;

namespace Slipway.Containers.Linting.Rules;

/// <summary>Services have only the capabilities that they name.</summary>
internal sealed class Capabilities : ILintCheck
{
    public LintRule Rule { get; } = new(
        "SL109",
        "drop-capabilities",
        LintLevel.Note,
        "The engine gives each container fourteen of root's powers; most services need none of them.",
        "add cap_drop: [ALL], and cap_add with what the service turns out to need");

    public IEnumerable<(Place Place, string Message)> Examine(LintSubject subject) =>
        from service in subject.Project?.Services.Values ?? []
        let isPrivileged = Fields.Flag(service.Definition, "privileged") == true
        where isPrivileged || !Fields.Texts(service.Definition?["cap_drop"]).Contains("ALL", StringComparer.OrdinalIgnoreCase)
        select (service.Place, isPrivileged ? $"service '{service.Name}' is privileged: it has every capability" : $"service '{service.Name}' keeps all default capabilities");
}
