using Slipway.Containers.Compose;
using Slipway.Containers.Dockerfiles;

namespace Slipway.Containers.Stacks;

/// <summary>Reads which images a stack builds.</summary>
internal static class StackImages
{
    /// <summary>One for each reference that an active service, the one that migrates, or one that tests, is built as.</summary>
    /// <exception cref="ProblemException">Everything that is wrong with the Dockerfiles, at once.</exception>
    public static IReadOnlyList<Image> Of(ComposeProject compose, string? migrateService, StackOptions options)
    {
        var problems = new List<Problem>();
        var images = new List<Image>();
        foreach (var service in compose.Services.Values.Where(s => s.Build is not null && (s.IsActive || s.Name == migrateService || (options.IncludesTests && s.Profiles.Contains(ContainerStack.TestProfile, StringComparer.Ordinal)))))
        {
            var reference = ReferenceOf(service, compose);
            if (images.All(image => image.Reference != reference) && Read(service, reference, compose, options, problems) is { } image)
                images.Add(image);
        }

        return problems.Count == 0 ? images : throw new ProblemException(problems);
    }

    /// <summary>The image that a service runs.</summary>
    // The name that compose v2 makes up; v1 writes '_' for '-'.
    public static string ReferenceOf(ComposeService service, ComposeProject compose) => service.Image ?? $"{compose.Name}-{service.Name}";

    private static Image? Read(ComposeService service, string reference, ComposeProject compose, StackOptions options, List<Problem> problems)
    {
        var build = service.Build!;
        var memory = StackSettings.MemoryOf(service, problems);
        var size = StackSettings.SizeOf(service, "size", problems);
        if (build.IsRemote && !RemoteSources.CanFetch(build.Context))
        {
            problems.Add(StackProblems.RemoteContext(build, service.Name));
            return null;
        }

        var before = problems.Count;
        var contexts = StackContexts.Of(build, service.Name, compose, problems);
        if (problems.Count > before)
            return null;
        var path = build.DockerfilePath ?? "";
        var isHere = !build.IsRemote || build.DockerfileInline is not null;
        if (isHere && build.DockerfileInline is null && !File.Exists(path))
        {
            problems.Add(StackProblems.NoDockerfile(build, service.Name, Path.GetRelativePath(options.RootFolder, path)));
            return null;
        }

        try
        {
            var dockerfile = build.DockerfileInline is { } inline ? Dockerfile.Parse(inline, build.Place.File)
                : isHere ? Dockerfile.Parse(File.ReadAllText(path), Path.GetRelativePath(options.RootFolder, path))
                : Dockerfile.Parse("FROM scratch\n", RemoteSources.DockerfileOf(build));
            var dockerOptions = new DockerfileOptions { Target = isHere ? build.Target : null, Args = build.Args, Platform = service.Platform ?? (build.Platforms is [var only] ? only : null), Contexts = [.. build.AdditionalContexts.Keys] };
            var target = dockerfile.Resolve(dockerOptions);
            return new Image
            {
                Name = service.Name,
                Reference = reference,
                Service = service,
                Dockerfile = dockerfile,
                DockerfilePath = path,
                Options = dockerOptions,
                Bases = [.. target.ExternalImages.Select(image => image.Image.Original).Concat(contexts.Images.Values).Distinct(StringComparer.Ordinal)],
                Contexts = contexts,
                FinalBase = FinalBase(target),
                Memory = memory,
                SizeBudget = size,
            };
        }
        catch (ProblemException e)
        {
            problems.AddRange(e.Problems);
            return null;
        }
    }

    // Stages may stand on stages: the image below all of them is what the layers are counted above.
    private static string? FinalBase(DockerfileTarget target)
    {
        var stage = target.Final;
        while (stage.BaseStage is { } below)
            stage = target.Stages.First(s => s.Stage == below);
        return stage.BaseImage?.Original;
    }
}
