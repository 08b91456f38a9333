using Slipway.Containers.Engine;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Images;

/// <summary>Checks what was built against what is asked of an image.</summary>
/// <param name="engine">Where the image is.</param>
/// <param name="stack">What it belongs to.</param>
public sealed class ImageVerification(EngineClient engine, ContainerStack stack)
{
    /// <summary>Checks user, health check, size above the base, and pinned bases, all at once.</summary>
    /// <param name="image">What it was built from.</param>
    /// <param name="id">The built image.</param>
    /// <param name="cancellationToken">Stops the checks.</param>
    /// <exception cref="ProblemException">The engine has no such image.</exception>
    public async Task<Verified> VerifyAsync(Image image, string id, CancellationToken cancellationToken)
    {
        var built = await engine.InspectImageAsync(id, cancellationToken)
            ?? throw new ProblemException(ImageProblems.Vanished(image.Name, id));
        var size = await SizeAboveBaseAsync(image, built, cancellationToken);
        var failures = new List<string>();
        if (RunsAsRoot(image.Service.User ?? built.User))
            failures.Add("it runs as root: end the Dockerfile with USER and a user other than root");
        // Nobody waits for the health of what runs to its end.
        if (!HasHealthCheck(image, built) && !stack.IsForOneShotsOnly(image))
            failures.Add("it has no health check: add HEALTHCHECK to the Dockerfile or healthcheck: to the service");
        if (image.SizeBudget is { } budget && size > budget)
            failures.Add($"its layers above the base take {size}, more than the {budget} of x-slipway");
        // An image of the stack itself is known by its fingerprint, whatever its tag.
        failures.AddRange(image.Bases.Where(reference => !ImageReference.Parse(reference).IsPinned && !stack.Builds(reference)).Select(reference => $"base {reference} is not pinned: name a version or a digest"));
        var above = image.FinalBase is null ? "" : $" above {image.FinalBase}";
        return new Verified(failures, size, $"user {Shown(image.Service.User ?? built.User)}, {size}{above}{(image.SizeBudget is { } b ? $" of {b}" : "")}");
    }

    // A user is a name or an id, with a group after a colon (OCI image specification, config, User).
    private static bool RunsAsRoot(string user) => user.Split(':')[0] is "" or "root" or "0";

    private static string Shown(string user) => user.Length == 0 ? "root" : user;

    private static bool HasHealthCheck(Image image, ImageDetails built) => image.Service.HealthCheck is { } check
        ? !check.IsDisabled
        : built.HealthCheck is { IsDisabled: false };

    private async Task<ByteSize> SizeAboveBaseAsync(Image image, ImageDetails built, CancellationToken cancellationToken)
    {
        if (image.FinalBase is null || await engine.InspectImageAsync(image.FinalBase, cancellationToken) is not { } below)
            return built.Size;
        var isBelow = built.Layers.Take(below.Layers.Count).SequenceEqual(below.Layers, StringComparer.Ordinal);
        return isBelow ? new ByteSize(Math.Max(0, built.Size.Bytes - below.Size.Bytes)) : built.Size;
    }
}
