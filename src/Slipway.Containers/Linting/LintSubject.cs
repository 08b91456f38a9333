using Slipway.Containers.Compose;
using Slipway.Containers.Dockerfiles;

namespace Slipway.Containers.Linting;

/// <summary>What is examined.</summary>
public sealed class LintSubject
{
    /// <summary>The compose project, where there is one.</summary>
    public ComposeProject? Project { get; init; }

    /// <summary>The Dockerfiles.</summary>
    public IReadOnlyList<LintImage> Images { get; init; } = [];

    /// <summary>Images of the stack itself: nobody has to pin them.</summary>
    internal IEnumerable<string> Built =>
        Project?.Services.Values.Where(service => service.Build is not null).Select(service => service.Image).OfType<string>() ?? [];

    /// <summary>A project with the Dockerfiles that its services are built from, inactive ones too.</summary>
    /// <param name="project">The project.</param>
    /// <param name="rootFolder">The folder that places are relative to.</param>
    /// <exception cref="ProblemException">Everything that is wrong with the Dockerfiles, at once.</exception>
    public static LintSubject Of(ComposeProject project, string rootFolder)
    {
        var problems = new List<Problem>();
        var images = new List<LintImage>();
        var built = project.Services.Values
            .Where(service => service.Build is { IsRemote: false })
            .GroupBy(service => (service.Build!.Context, service.Build.DockerfilePath, service.Build.DockerfileInline, service.Build.Target));
        foreach (var services in built)
        {
            try
            {
                images.Add(ImageOf([.. services], rootFolder));
            }
            catch (ProblemException e)
            {
                problems.AddRange(e.Problems);
            }
        }

        return problems.Count == 0 ? new LintSubject { Project = project, Images = images } : throw new ProblemException(problems);
    }

    /// <summary>A Dockerfile by itself, built from the folder it is in.</summary>
    /// <param name="path">The file, absolute.</param>
    /// <param name="rootFolder">The folder that places are relative to.</param>
    /// <exception cref="ProblemException">Everything that is wrong with it.</exception>
    public static LintSubject OfDockerfile(string path, string rootFolder) => new()
    {
        Images = [new LintImage(Dockerfile.Load(path, Path.GetRelativePath(rootFolder, path)), new DockerfileOptions()) { Path = path, ContextFolder = Path.GetDirectoryName(path) }],
    };

    private static LintImage ImageOf(List<ComposeService> services, string rootFolder)
    {
        var build = services[0].Build!;
        var path = build.DockerfilePath;
        var dockerfile = path is null
            ? Dockerfile.Parse(build.DockerfileInline!, build.Place.File)
            : Dockerfile.Load(path, Path.GetRelativePath(rootFolder, path));
        return new LintImage(dockerfile, new DockerfileOptions { Target = build.Target, Args = build.Args, Platform = services[0].Platform, Contexts = [.. build.AdditionalContexts.Keys] })
        {
            Path = path,
            ContextFolder = build.Context,
            Services = services,
        };
    }
}
