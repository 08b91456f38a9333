namespace Slipway.Containers.Linting.Rules;

/// <summary>Images from elsewhere have a version.</summary>
internal sealed class PinnedBases : ILintCheck
{
    public LintRule Rule { get; } = new(
        "SL101",
        "pinned-base",
        LintLevel.Warning,
        "An image without a version is another one tomorrow: the build that worked cannot be repeated.",
        "name a version, such as python:3.12-slim, or a digest");

    public IEnumerable<(Place Place, string Message)> Examine(LintSubject subject)
    {
        var built = subject.Built.ToHashSet(StringComparer.Ordinal);
        foreach (var reached in subject.Images.SelectMany(image => image.Target.ExternalImages))
        {
            if (!reached.Image.IsPinned && !built.Contains(reached.Image.Original))
                yield return (reached.Place, $"image '{reached.Image.Original}' has no version");
        }

        foreach (var service in subject.Project?.Services.Values ?? [])
        {
            if (service is { Build: null, Image: { } name } && !built.Contains(name) && ImageReference.TryParse(name, out var reference) && !reference!.IsPinned)
                yield return (service.Place, $"image '{name}' of service '{service.Name}' has no version");
        }
    }
}
