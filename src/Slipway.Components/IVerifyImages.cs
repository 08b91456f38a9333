using Slipway.Containers.Images;
using Slipway.Containers.Stacks;

namespace Slipway.Components;

/// <summary>Checks what was built: a user other than root, a health check, its size, pinned bases.</summary>
public interface IVerifyImages : IBuildImages
{
    /// <summary>Each image, after its own build.</summary>
    Target<Image, Verified> VerifyImages => _ => _
        .Description("Checks each image: user, health check, size budget, pinned bases.")
        .ForEach(BuildImages)
        .Executes(async (image, run) =>
        {
            var verified = await new ImageVerification(Engine, Stack).VerifyAsync(image, run.ResultOf(BuildImages, image).Id, run.CancellationToken);
            run.Summarize(verified.Summary);
            return verified.Failures.Count == 0
                ? verified
                : throw new ProblemException(ComponentProblems.NotVerified(image.Name, verified.Failures, Path.GetRelativePath(RootFolder, image.DockerfilePath)));
        });
}
