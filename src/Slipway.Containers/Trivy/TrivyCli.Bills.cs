namespace Slipway.Containers.Trivy;

public sealed partial class TrivyCli
{
    /// <summary>Writes what an image is made of, as CycloneDX.</summary>
    /// <param name="image">A reference or an id.</param>
    /// <param name="options">Where it goes, and how long it may take; nothing else of it counts.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ProblemException">Trivy could not read the image.</exception>
    public async Task WriteBillOfMaterialsAsync(string image, ScanOptions options, CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            Prepare(options.ReportPath);
            List<string> arguments = ["image", "--format", "cyclonedx"];
            AddIf(arguments, _flags.Has("--image-src"), "--image-src", "docker");
            // Packages alone: what is wrong with them is another question, asked daily.
            arguments.Add("--skip-db-update");
            AddIf(arguments, _flags.Has("--skip-java-db-update"), "--skip-java-db-update");
            AddIf(arguments, _flags.Has("--offline-scan"), "--offline-scan");
            arguments.AddRange(["--cache-dir", options.CacheFolder, "--quiet", "--output", options.ReportPath, image]);
            await RunAsync(image, arguments, options, cancellationToken);
            if (!File.Exists(options.ReportPath))
                throw TrivyProblems.ReportUnreadable(options.ReportPath, "Trivy did not write it");
        }
        finally
        {
            _turn.Release();
        }
    }

    // Where containerd stores images, an engine's ids are digests of manifests, which Trivy does not report: the layers are compared then.
    private async Task RefuseForeignAsync(string image, string reported, IReadOnlyList<string> layers, string report, CancellationToken cancellationToken)
    {
        if (!image.StartsWith("sha256:", StringComparison.Ordinal) || reported == image)
            return;
        if (layers.Count > 0 && await _engine.InspectImageAsync(image, cancellationToken) is { } known && known.Layers.SequenceEqual(layers, StringComparer.Ordinal))
            return;
        throw TrivyProblems.Foreign(report, image, reported);
    }
}
