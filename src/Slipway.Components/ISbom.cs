using Slipway.Containers.Stacks;
using Slipway.Containers.Trivy;

namespace Slipway.Components;

/// <summary>Says what images are made of: a bill of materials (SBOM) for each.</summary>
public interface ISbom : IScanImages
{
    /// <summary>Each image, after its own build: <c>.nuke/temp/reports/sbom/STACK/IMAGE.cdx.json</c>, in CycloneDX.</summary>
    Target<Image, Bill> Sbom => _ => _
        .Description("Writes what each image is made of, as CycloneDX.")
        .ForEach(BuildImages)
        .DependsOn(PrepareTrivy)
        .UsesExclusively("trivy")
        .Reuses((image, planning) => Task.FromResult(
            !planning.TryResultOf(BuildImages, image, out var built) ? Reuse<Bill>.Unknown("after its build")
            : IsOf(image, built.Id) ? Reuse<Bill>.UpToDate(new Bill(built.Id, PathOf(image)), PathOf(image))
            : Reuse<Bill>.Stale("none of this image")))
        .Executes(async (image, run) =>
        {
            var built = run.ResultOf(BuildImages, image);
            var path = Path.Combine(RootFolder, PathOf(image));
            var trivy = await FindTrivyAsync(run);
            await trivy.WriteBillOfMaterialsAsync(built.Id, new ScanOptions { CacheFolder = TrivyFolder, ReportPath = path }, run.CancellationToken);
            await File.WriteAllTextAsync(path + ".id", built.Id, run.CancellationToken);
            run.Summarize(PathOf(image));
            return new Bill(built.Id, PathOf(image));
        });

    private string PathOf(Image image) => Path.GetRelativePath(RootFolder, Path.Combine(TempFolder, "reports", "sbom", Stack.Name, image.Name + ".cdx.json"));

    private bool IsOf(Image image, string id) => Path.Combine(RootFolder, PathOf(image)) is var path
        && File.Exists(path) && File.Exists(path + ".id") && File.ReadAllText(path + ".id") == id && File.GetLastWriteTimeUtc(path) <= File.GetLastWriteTimeUtc(path + ".id");
}
