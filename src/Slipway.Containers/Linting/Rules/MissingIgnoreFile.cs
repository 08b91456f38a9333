using Slipway.Containers.Contexts;

namespace Slipway.Containers.Linting.Rules;

/// <summary>A context that is copied as a whole says what it leaves out.</summary>
internal sealed class MissingIgnoreFile : ILintCheck
{
    public LintRule Rule { get; } = new(
        "SL116",
        "ignore-file",
        LintLevel.Warning,
        "Without a .dockerignore everything is sent and compared: version control, caches, secrets; and each of them rebuilds the image.",
        "add a .dockerignore with what the image does not need, such as .git, .env, node_modules, __pycache__");

    public IEnumerable<(Place Place, string Message)> Examine(LintSubject subject)
    {
        foreach (var image in subject.Images.Where(image => image.ContextFolder is not null && Directory.Exists(image.ContextFolder)))
        {
            if (image.Target.ContextSources.FirstOrDefault(source => source.IsWhole) is { } whole && DockerIgnore.Load(image.ContextFolder!, image.Path).Path is null)
                yield return (whole.Place, "the whole context is copied, and there is no .dockerignore");
        }
    }
}
