using System.Globalization;
using Slipway.Containers.Images;
using Slipway.Containers.Stacks;
using Slipway.Reports;

namespace Slipway.Components;

/// <summary>Checks what was built: a user other than root, a health check, its size, pinned bases, nothing secret.</summary>
public interface IVerifyImages : IBuildImages
{
    /// <summary>The most that the layers above the base may take, where <c>x-slipway</c> says nothing. No limit unless set.</summary>
    [Parameter("The most that an image's layers above its base may take, where x-slipway does not say, such as 500MB.")]
    ByteSize? SizeBudget => Get<ByteSize?>();

    /// <summary>What is warned of and fails nothing, for images that are older than the checks. Nothing unless set.</summary>
    [Parameter("What VerifyImages warns of and does not fail for: root, no-health-check, unpinned-base.")]
    ImageFlaw[] Tolerate => Get<ImageFlaw[]>([]);

    /// <summary>Whether the sizes of all stages are found out. False unless set.</summary>
    [Parameter("Find out what each stage of the Dockerfiles comes to, from the engine's cache.")]
    bool StageSizes => Get(false);

    /// <summary>Each image, after its own build. What passes is kept at <see cref="IBuildImages.CacheRegistry"/>, where one is given.</summary>
    Target<Image, Verified> VerifyImages => _ => _
        .Description("Checks each image: user, health check, size budget, pinned bases, architecture, secrets.")
        .ForEach(BuildImages)
        .Executes(async (image, run) =>
        {
            var verified = await VerifyAsync(image, run);
            if (await OpenCacheAsync(run.CancellationToken) is { } cache)
                await cache.StoreAsync(image, run.ResultOf(BuildImages, image), new PushOptions(), run);
            return verified;
        });

    /// <summary>Checks an image that was built, and adds it to the report.</summary>
    /// <param name="image">The image.</param>
    /// <param name="run">A node after its build.</param>
    /// <exception cref="ProblemException">It does not hold what is asked of it.</exception>
    async Task<Verified> VerifyAsync(Image image, RunContext run)
    {
        var options = new VerifyOptions { SizeBudget = SizeBudget, Tolerated = Tolerate, MeasuresStages = StageSizes, FilesFolder = Path.Combine(TempFolder, "verified") };
        var verified = await new ImageVerification(Engine, Stack, options).VerifyAsync(image, run.ResultOf(BuildImages, image).Id, run.CancellationToken);
        if (StageSizes)
            verified = verified with { Stages = await new StageSizes(Engine, Stack).MeasureAsync(image, verified.Total, run) };
        Once(() => new VerifyReport(Path.Combine(TempFolder, "reports", "verify", Stack.Name + ".json"))).Add(image, verified);
        Show(image, verified, run);
        return verified.Failures.Count == 0
            ? verified
            : throw new ProblemException(ComponentProblems.NotVerified(image.Name, verified.Failures, image.Dockerfile.Path));
    }

    private static void Show(Image image, Verified verified, RunContext run)
    {
        run.Summarize(verified.Summary);
        foreach (var flaw in verified.Tolerated)
            run.Warn(flaw);
        foreach (var note in verified.Notes)
            run.Detail(note);
        var stages = Containers.Images.StageSizes.Compare(verified.Stages);
        if (stages.Length > 0)
            run.Log(stages);
        run.Report(new ReportTable(
            "Images",
            [
                new("Image"), new("User"), new("Size above base", ReportColumnKind.Bytes), new("Size", ReportColumnKind.Bytes), new("Change", ReportColumnKind.BytesChange),
                new("Budget", ReportColumnKind.Bytes), new("Layers", ReportColumnKind.Number), new("Stages"), new("Findings"),
            ],
            [
                [
                    image.Name, verified.User, Number(verified.Size.Bytes), Number(verified.Total.Bytes), verified.Change is { } change ? Number(change) : "",
                    verified.Budget is { } budget ? Number(budget.Bytes) : "", Number(verified.Layers.Count), stages, string.Join("; ", verified.Failures.Concat(verified.Tolerated).Concat(verified.Notes)),
                ],
            ]));
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
