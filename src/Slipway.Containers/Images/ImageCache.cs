using Slipway.Containers.Engine;
using Slipway.Containers.Registry;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Images;

/// <summary>Images that a registry keeps by what they were built from, so that another machine pulls instead of building.</summary>
/// <remarks>
/// The tag is <c>fp-</c> and the fingerprint. An entry counts only where the label of the image says the same fingerprint: that
/// is looked at before the image is pulled, and again afterwards. A registry that fails costs time, never correctness.
/// </remarks>
/// <param name="engine">Where images are pulled to.</param>
/// <param name="registry">The registry.</param>
/// <param name="credentials">Who we are there; nobody unless given.</param>
/// <param name="prefix">The registry and, after a slash, the path that images are kept below.</param>
public sealed class ImageCache(EngineClient engine, RegistryClient registry, RegistryCredentials? credentials, string prefix)
{
    /// <summary>The name of an entry.</summary>
    /// <param name="image">The image.</param>
    /// <param name="fingerprint">What it is built from.</param>
    public string ReferenceOf(Image image, string fingerprint) => $"{prefix.TrimEnd('/')}/{ImageReference.Parse(image.Reference).PathBelow}:fp-{fingerprint}";

    /// <summary>Pulls an image, where there is one.</summary>
    /// <param name="image">The image.</param>
    /// <param name="fingerprint">What it is built from.</param>
    /// <param name="warn">Gets what is wrong with an entry, or with the registry.</param>
    /// <param name="cancellationToken">Stops the pull.</param>
    /// <returns>The image's id, or <see langword="null"/> where it has to be built.</returns>
    public async Task<string?> PullAsync(Image image, string fingerprint, Action<string> warn, CancellationToken cancellationToken)
    {
        var reference = ReferenceOf(image, fingerprint);
        try
        {
            var name = ImageReference.Parse(reference);
            if (await registry.FindManifestAsync(name, cancellationToken) is not { } manifest)
                return null;
            // An index is of several platforms: which of its images this engine gets is seen after the pull.
            if (manifest.ConfigDigest is { } config
                && !IsRight(await registry.FindLabelsAsync(name.Repository, config, cancellationToken), fingerprint, reference, warn))
            {
                return null;
            }

            var exact = $"{name.Registry}/{name.Repository}@{manifest.Digest}";
            await engine.PullAsync(exact, credentials: credentials, cancellationToken: cancellationToken);
            var pulled = await engine.InspectImageAsync(exact, cancellationToken);
            if (pulled is not null && IsRight(pulled.Labels, fingerprint, reference, warn))
                return pulled.Id;
            if (pulled is not null)
                await engine.RemoveImageAsync(exact, cancellationToken: cancellationToken);
            return null;
        }
        catch (ProblemException e)
        {
            warn($"the image cache cannot be used: {e.Problems[0].What}; '{image.Name}' is built");
            return null;
        }
    }

    /// <summary>Keeps an image, unless the registry has it.</summary>
    /// <param name="image">The image.</param>
    /// <param name="built">What was built and found right.</param>
    /// <param name="options">How patient the push is.</param>
    /// <param name="run">The node that does it.</param>
    public async Task StoreAsync(Image image, Built built, PushOptions options, RunContext run)
    {
        // Nobody would look for it by what it was built from.
        if (RemoteSources.MovingOf(image).Count > 0)
            return;
        var reference = ReferenceOf(image, built.Fingerprint);
        try
        {
            var pushed = await new ImagePush(engine, registry, credentials, options, run.Time).PushAsync(built.Id, reference, run.Detail, run.CancellationToken);
            if (!pushed.Sent)
                return;
            run.Log($"kept as {reference}");
            // The name was for the push alone.
            await engine.RemoveImageAsync(reference, cancellationToken: run.CancellationToken);
        }
        catch (ProblemException e)
        {
            run.Warn($"'{image.Name}' is not kept in the image cache: {e.Problems[0].What}{(e.Problems[0].Facts is [.., var fact] ? $" ({fact})" : "")}");
        }
    }

    private static bool IsRight(IReadOnlyDictionary<string, string>? labels, string fingerprint, string reference, Action<string> warn)
    {
        var found = labels?.GetValueOrDefault(ImageLabels.Fingerprint);
        if (found == fingerprint)
            return true;
        warn($"{reference} is not what its name says: its label says {(found is null ? "nothing" : found[..Math.Min(12, found.Length)])}; the image is built, and replaces it once it is verified");
        return false;
    }
}
