using Slipway.Containers.Compose;

namespace Slipway.Containers.Linting.Rules;

/// <summary>Logs of services are rotated.</summary>
internal sealed class LogRotation : ILintCheck
{
    public LintRule Rule { get; } = new(
        "SL107",
        "log-rotation",
        LintLevel.Note,
        "The engine's default keeps every line for ever, until the disk is full.",
        "set logging.options.max-size and max-file, or the driver local");

    public IEnumerable<(Place Place, string Message)> Examine(LintSubject subject)
    {
        foreach (var service in subject.Project?.Services.Values ?? [])
        {
            var logging = service.Definition?["logging"] as YamlMapping;
            // Other drivers hand the lines to somebody else.
            if (Fields.Text(logging, "driver") is null or "json-file" && (logging?["options"] as YamlMapping)?["max-size"] is null)
                yield return (logging?.Place ?? service.Place, $"logs of service '{service.Name}' grow without bound");
        }
    }
}
