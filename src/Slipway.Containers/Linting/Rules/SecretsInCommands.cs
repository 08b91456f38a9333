namespace Slipway.Containers.Linting.Rules;

/// <summary>Commands get no secrets as arguments.</summary>
internal sealed class SecretsInCommands : ILintCheck
{
    public LintRule Rule { get; } = new(
        "SL112",
        "no-secret-in-arguments",
        LintLevel.Error,
        "Arguments are seen by every process of the machine, and by everybody who may inspect the container.",
        "let the program read it from the environment, from standard input or from a file");

    public IEnumerable<(Place Place, string Message)> Examine(LintSubject subject)
    {
        foreach (var service in subject.Project?.Services.Values ?? [])
        {
            if (CommandWords.SecretIn([.. service.Entrypoint ?? [], .. service.Command ?? []]) is { } how)
                yield return (service.Place, $"the command of service '{service.Name}' gets a secret {how}");
        }

        foreach (var instruction in subject.Images.SelectMany(image => image.Instructions).Where(instruction => instruction.Keyword is "CMD" or "ENTRYPOINT" or "RUN"))
        {
            if (CommandWords.SecretIn(instruction.List ?? [instruction.Arguments, .. instruction.Heredocs.Select(text => text.Content)]) is { } how)
                yield return (instruction.Place, $"the command gets a secret {how}");
        }

        foreach (var check in HealthCommands.Of(subject))
        {
            if (CommandWords.SecretIn([check.Command]) is { } how)
                yield return (check.Place, $"{check.Owner} gets a secret {how}");
        }
    }
}
