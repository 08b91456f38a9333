using Slipway.Containers.Compose;

namespace Slipway.Containers.Linting.Rules;

/// <summary>Services cannot gain privileges.</summary>
internal sealed class NewPrivileges : ILintCheck
{
    public LintRule Rule { get; } = new(
        "SL108",
        "no-new-privileges",
        LintLevel.Note,
        "Without it a program inside the container can become root by a setuid file of the image.",
        "add security_opt: [no-new-privileges:true]");

    public IEnumerable<(Place Place, string Message)> Examine(LintSubject subject) =>
        from service in subject.Project?.Services.Values ?? []
        where !Fields.Texts(service.Definition?["security_opt"]).Any(option => option is "no-new-privileges" or "no-new-privileges:true" or "no-new-privileges=true")
        select (service.Place, $"service '{service.Name}' may gain privileges");
}
