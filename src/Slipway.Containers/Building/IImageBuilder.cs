namespace Slipway.Containers.Building;

/// <summary>Makes images out of Dockerfiles. Another way to build is another implementation.</summary>
public interface IImageBuilder
{
    /// <summary>Builds one image.</summary>
    /// <param name="request">What to build.</param>
    /// <param name="progress">Called for each piece of news, one call at a time.</param>
    /// <param name="cancellationToken">Stops the build, in the engine too; the image then gets no name.</param>
    /// <returns>The image, which has all its names.</returns>
    /// <exception cref="ProblemException">The build failed: the failed step and its last output are among the facts.</exception>
    Task<BuiltImage> BuildAsync(ImageBuildRequest request, Action<BuildProgress>? progress = null, CancellationToken cancellationToken = default);
}
