using Slipway.Containers.Contexts;

namespace Slipway.Containers.Linting.Rules;

/// <summary>Environment files stay outside of images.</summary>
internal sealed class EnvironmentFileInImage : ILintCheck
{
    public LintRule Rule { get; } = new(
        "SL113",
        "no-env-file-in-image",
        LintLevel.Error,
        "A .env file that is copied into an image takes its secrets to everybody who can pull the image.",
        "add .env and .env.* to .dockerignore");

    public IEnumerable<(Place Place, string Message)> Examine(LintSubject subject)
    {
        foreach (var image in subject.Images.Where(image => image.ContextFolder is not null && Directory.Exists(image.ContextFolder)))
        {
            var sources = image.Target.ContextSources;
            if (sources.Count == 0)
                continue;
            var ignore = DockerIgnore.Load(image.ContextFolder!, image.Path);
            var entries = ReachableEntries.Of([.. BuildContext.Enumerate(image.ContextFolder!, ignore)], sources);
            foreach (var entry in entries.Where(entry => entry.Kind == ContextEntryKind.File && IsEnvironmentFile(System.IO.Path.GetFileName(entry.Path))))
            {
                var by = sources.FirstOrDefault(source => source.IsWhole || source.Pattern == entry.Path) ?? sources[0];
                yield return (by.Place, $"'{entry.Path}' reaches the image");
            }
        }
    }

    // An example holds no values to hide.
    private static bool IsEnvironmentFile(string name) =>
        name == ".env" || (name.StartsWith(".env.", StringComparison.Ordinal) && name[5..] is not ("example" or "sample" or "template" or "dist"));
}
