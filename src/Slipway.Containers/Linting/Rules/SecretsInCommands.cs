using System.Text.RegularExpressions;

namespace Slipway.Containers.Linting.Rules;

/// <summary>Commands get no secrets as arguments.</summary>
internal sealed partial class SecretsInCommands : ILintCheck
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
            var words = (service.Entrypoint ?? []).Concat(service.Command ?? []).ToList();
            if (Find(words) is { } option)
                yield return (service.Place, $"the command of service '{service.Name}' gets a secret as argument '{option}'");
        }

        foreach (var instruction in subject.Images.SelectMany(image => image.Instructions).Where(instruction => instruction.Keyword is "CMD" or "ENTRYPOINT" or "RUN"))
        {
            if (Find(instruction.List ?? Compose.ShellWords.Split(instruction.Arguments) ?? []) is { } option)
                yield return (instruction.Place, $"the command gets a secret as argument '{option}'");
        }
    }

    // The option alone is named: what follows is the secret.
    private static string? Find(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var match = Option.Match(words[i]);
            if (match.Success && (match.Groups["value"].Length > 0 || (i + 1 < words.Count && !words[i + 1].StartsWith('-'))))
                return match.Groups["option"].Value;
        }

        return null;
    }

    [GeneratedRegex("^(?<option>--?([a-z0-9]+-)*(password|passwd|token|secret|api-?key|requirepass))(=(?<value>.+))?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Option { get; }
}
