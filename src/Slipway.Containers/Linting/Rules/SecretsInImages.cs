namespace Slipway.Containers.Linting.Rules;

/// <summary>Images hold no secrets.</summary>
internal sealed class SecretsInImages : ILintCheck
{
    public LintRule Rule { get; } = new(
        "SL110",
        "no-secret-in-image",
        LintLevel.Error,
        "Values of ENV, ARG and LABEL stay in the image's history: everybody who can pull the image can read them.",
        "give it at run time through the environment or a secret, or at build time by RUN --mount=type=secret");

    public IEnumerable<(Place Place, string Message)> Examine(LintSubject subject)
    {
        foreach (var instruction in subject.Images.SelectMany(image => image.Instructions.Concat(image.Dockerfile.GlobalArgs)))
        {
            if (instruction.Keyword == "ARG" && Names(instruction.Arguments).FirstOrDefault(pair => SecretNames.IsSecret(pair.Name)) is { Name: { } argument })
                yield return (instruction.Place, $"build argument '{argument}' is a secret by its name");
            if (instruction.Keyword is not ("ENV" or "ARG" or "LABEL"))
                continue;
            var kind = instruction.Keyword switch { "ENV" => "variable", "ARG" => "build argument", _ => "label" };
            foreach (var (name, value) in Names(instruction.Arguments).Where(pair => !string.IsNullOrEmpty(pair.Value)))
            {
                if (instruction.Keyword != "ARG" && SecretNames.IsSecret(name))
                    yield return (instruction.Place, $"{kind} '{name}' is a secret by its name and has a value");
                else if (SecretNames.IsInAddress(value!))
                    yield return (instruction.Place, $"{kind} '{name}' is an address with a password");
            }
        }
    }

    // NAME=value NAME2="value", or the old form NAME value.
    private static IEnumerable<(string Name, string? Value)> Names(string arguments)
    {
        var words = Compose.ShellWords.Split(arguments) ?? [];
        if (words is [var name, var value, ..] && !name.Contains('=', StringComparison.Ordinal) && !value.Contains('=', StringComparison.Ordinal))
            return [(name, value)];
        return words.Select(word => word.Split('=', 2)).Select(parts => (parts[0], parts.Length > 1 ? parts[1] : null));
    }
}
