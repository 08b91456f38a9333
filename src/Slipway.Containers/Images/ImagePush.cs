using Slipway.Containers.Engine;
using Slipway.Containers.Registry;

namespace Slipway.Containers.Images;

/// <summary>Sends one image to a registry, and makes sure that the registry then has that image and no other.</summary>
/// <remarks>
/// The engine sends; the registry is asked before, so that what it has is not sent, and afterwards, so that an answer that was
/// lost on the way is settled and what arrived is what was to be sent.
/// </remarks>
/// <param name="engine">Has the image.</param>
/// <param name="registry">Where it goes.</param>
/// <param name="credentials">Who we are there; nobody unless given.</param>
/// <param name="options">How patient the push is.</param>
/// <param name="time">Measures waits.</param>
public sealed class ImagePush(EngineClient engine, RegistryClient registry, RegistryCredentials? credentials, PushOptions options, TimeProvider time)
{
    /// <summary>Sends the image with an id under a name.</summary>
    /// <param name="id">The image.</param>
    /// <param name="reference">Its name there.</param>
    /// <param name="log">Gets a line for each layer.</param>
    /// <param name="cancellationToken">Stops the push.</param>
    /// <exception cref="ProblemException">It did not arrive, or something else did.</exception>
    public async Task<PushedReference> PushAsync(string id, string reference, Action<string> log, CancellationToken cancellationToken)
    {
        using var total = new CancellationTokenSource(options.TotalTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, total.Token);
        var progress = new LayerProgress(log);
        try
        {
            var name = ImageReference.Parse(reference);
            if (await AskAsync(name, either.Token) is { } there && there.IsOf(id))
                return new PushedReference(reference, there.Digest, Sent: false);
            await engine.TagAsync(id, reference, either.Token);
            var digest = await SendAsync(id, name, progress, log, either.Token);
            log($"{progress}");
            return new PushedReference(reference, digest, Sent: true);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ProblemException(ImageProblems.PushTooSlow(reference, options.TotalTimeout, progress.Last));
        }
    }

    private async Task<string> SendAsync(string id, ImageReference name, LayerProgress progress, Action<string> log, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var digest = await engine.PushAsync(name.Original, credentials, progress.Report, cancellationToken);
                return await ConfirmAsync(id, name, digest, cancellationToken);
            }
            catch (ProblemException e) when (attempt < options.Attempts && PushFailure.IsPassing(e))
            {
                // The registry may have it although its answer did not come: it says so itself. Where it asks to be left alone
                // for a while, this asking waits.
                if (await AskAsync(name, cancellationToken) is { } there && there.IsOf(id))
                    return there.Digest;
                var delay = options.FirstDelay * Math.Pow(2, attempt - 1);
                log($"attempt {attempt} failed: {Line.Of(Reason(e))}; again in {delay.TotalSeconds:0.#} s");
                await Task.Delay(delay, time, cancellationToken);
            }
        }
    }

    private static string Reason(ProblemException e) =>
        e.Problems[0] is { Code: "SW0413", Facts: [.., var fact] } ? fact[(fact.IndexOf(':', StringComparison.Ordinal) + 1)..] : e.Problems[0].What;

    // What the engine has sent is told by the digest. A tag may be another's by now, which is not this push's doing, but
    // whoever pulls by it would get something that nobody scanned.
    private async Task<string> ConfirmAsync(string id, ImageReference name, string digest, CancellationToken cancellationToken)
    {
        RegistryManifest? byTag;
        try
        {
            byTag = await registry.FindManifestAsync(name, cancellationToken);
        }
        catch (ProblemException e) when (e.Problems is [{ Code: "SW0810" or "SW0811" }])
        {
            // Reached by the engine alone. The engine knows which digest is whose.
            var image = await engine.InspectImageAsync(id, cancellationToken);
            return image?.Id == digest || image?.Digests.Any(known => known.EndsWith("@" + digest, StringComparison.Ordinal)) == true
                ? digest
                : throw new ProblemException(ImageProblems.OtherArrived(name.Original, id, digest));
        }

        return byTag is null ? throw new ProblemException(ImageProblems.NotThere(name.Original, digest))
            : byTag.IsOf(id) ? byTag.Digest
            : throw new ProblemException(ImageProblems.OtherArrived(name.Original, id, byTag.ConfigDigest ?? byTag.Digest));
    }

    // A registry that we cannot reach, or that does not let us look, may still take what the engine sends.
    private async Task<RegistryManifest?> AskAsync(ImageReference name, CancellationToken cancellationToken)
    {
        try
        {
            return await registry.FindManifestAsync(name, cancellationToken);
        }
        catch (ProblemException e) when (e.Problems is [{ Code: "SW0810" or "SW0811" }])
        {
            return null;
        }
    }
}
