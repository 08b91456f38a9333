using Slipway.Containers.Building;
using Slipway.Containers.Contexts;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Images;

/// <summary>Says to a builder how an image of a stack is built.</summary>
/// <param name="stack">The stack.</param>
/// <param name="git">The commit that is built, where it is known.</param>
internal sealed class BuildRequests(ContainerStack stack, GitFacts git)
{
    public async Task<ImageBuildRequest> ForAsync(Image image, string fingerprint, BuildSettings settings, CancellationToken cancellationToken)
    {
        var context = new ContextTarOptions
        {
            Folder = image.Build.Context,
            Ignore = DockerIgnore.Load(image.Build.Context, image.DockerfilePath),
            DockerfilePath = image.Build.DockerfileInline is null ? image.DockerfilePath : null,
            DockerfileText = image.Build.DockerfileInline,
        };
        var places = new StepPlaces(image);
        return new ImageBuildRequest
        {
            Name = image.Name,
            Tags = [image.Reference, .. image.Build.Tags],
            WriteContext = (stream, stop) => ContextTar.WriteAsync(stream, context, stop),
            DockerfileName = await ContextTar.DockerfileNameAsync(context, cancellationToken),
            DockerfilePath = image.Dockerfile.Path,
            Target = image.Build.Target,
            BuildArguments = image.Build.Args,
            Labels = Labels(image, fingerprint),
            Platform = image.Options.Platform,
            NoCache = settings.NoCache || image.Build.NoCache,
            Pull = image.Build.Pull,
            NetworkMode = image.Build.Network,
            CacheFrom = image.Build.CacheFrom,
            FindPlace = places.Find,
        };
    }

    // The keys of the OCI image specification, annotations; of which those of the compose file count for the fingerprint.
    private Dictionary<string, string> Labels(Image image, string fingerprint)
    {
        var labels = new Dictionary<string, string>(image.Build.Labels, StringComparer.Ordinal)
        {
            [ImageLabels.Fingerprint] = fingerprint,
            [ImageLabels.Stack] = stack.Name,
        };
        foreach (var (name, value) in ImageLabels.Annotations(image.Name, git))
            labels.TryAdd(name, value);
        return labels;
    }
}
