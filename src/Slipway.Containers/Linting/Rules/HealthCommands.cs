using Slipway.Containers.Dockerfiles;

namespace Slipway.Containers.Linting.Rules;

/// <summary>The commands of health checks.</summary>
internal static class HealthCommands
{
    public static IEnumerable<(Place Place, string Owner, string Command)> Of(LintSubject subject)
    {
        foreach (var instruction in subject.Images.SelectMany(image => image.Instructions).Where(instruction => instruction.Keyword == "HEALTHCHECK"))
        {
            if (Command(instruction) is { Length: > 0 } command)
                yield return (instruction.Place, "the health check", command);
        }

        foreach (var service in subject.Project?.Services.Values ?? [])
        {
            if (service.HealthCheck is { IsDisabled: false, Test: ["CMD" or "CMD-SHELL", _, ..] } check)
                yield return (check.Place, $"the health check of service '{service.Name}'", string.Join(' ', check.Test.Skip(1)));
        }
    }

    // HEALTHCHECK [options] CMD command, or NONE.
    private static string? Command(DockerfileInstruction instruction)
    {
        var text = instruction.Arguments.Trim();
        if (!text.StartsWith("CMD", StringComparison.OrdinalIgnoreCase))
            return null;
        text = text[3..].Trim();
        return text.StartsWith('[') ? string.Join(' ', text.Trim('[', ']').Split(',').Select(word => word.Trim(' ', '"'))) : text;
    }
}
