namespace Slipway.Containers.Linting.Rules;

/// <summary>Services of one's own images do not run as root.</summary>
internal sealed class RunningAsRoot : ILintCheck
{
    public LintRule Rule { get; } = new(
        "SL102",
        "non-root",
        LintLevel.Warning,
        "Who breaks into a service that runs as root is root in the container, and owns what is mounted.",
        "end the Dockerfile with USER and a user other than root");

    public IEnumerable<(Place Place, string Message)> Examine(LintSubject subject)
    {
        foreach (var service in subject.Project?.Services.Values ?? [])
        {
            if (service.Build is null && IsRoot(service.User))
                yield return (service.Definition?["user"]?.Place ?? service.Place, $"service '{service.Name}' runs as '{service.User}'");
        }

        foreach (var image in subject.Images)
        {
            var users = image.Services.Select(service => service.User ?? image.Target.User).DefaultIfEmpty(image.Target.User).ToList();
            // What the base image says is known to the engine only; most bases say root.
            if (users.FirstOrDefault(IsRoot) is { } user)
                yield return (LastUser(image), $"the image runs as '{user}'");
            else if (users.Any(one => one is null))
                yield return (image.Target.Final.Stage.Place, "no USER is set: the image runs as the user of its base, mostly root");
        }
    }

    private static Place LastUser(LintImage image) =>
        image.Instructions.LastOrDefault(instruction => instruction.Keyword == "USER")?.Place ?? image.Target.Final.Stage.Place;

    // A user is a name or an id, with a group after a colon (OCI image specification, config, User).
    private static bool IsRoot(string? user) => user?.Split(':')[0] is "root" or "0";
}
