using Slipway.Containers.Building;
using Slipway.Containers.Engine;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Images;

/// <summary>Finds out what the stages of a Dockerfile come to: each is built from the engine's cache, looked at, and removed.</summary>
/// <param name="engine">Builds them.</param>
/// <param name="stack">What the image belongs to.</param>
public sealed class StageSizes(EngineClient engine, ContainerStack stack)
{
    /// <summary>The stages that the image takes something from, in the order of the file, and the image itself.</summary>
    /// <param name="image">What the image was built from.</param>
    /// <param name="total">The whole image.</param>
    /// <param name="run">The node that does it.</param>
    /// <exception cref="ProblemException">A stage cannot be built.</exception>
    public async Task<IReadOnlyList<StageSize>> MeasureAsync(Image image, ByteSize total, RunContext run)
    {
        var target = image.Dockerfile.Resolve(image.Options);
        await using var requests = new BuildRequests(stack, GitFacts.None, run.Build.TempFolder, run);
        var request = await requests.ForAsync(image, "", new BuildSettings(), run.CancellationToken);
        var sizes = new List<StageSize>();
        foreach (var stage in target.Stages.Where(stage => stage.Stage != target.Final.Stage).Select(stage => stage.Stage))
        {
            var name = stage.Name ?? stage.Index.ToString(System.Globalization.CultureInfo.InvariantCulture);
            var built = await new EngineBuilder(engine, run.Time).BuildAsync(
                request with { Target = name, Tags = [], Labels = new Dictionary<string, string>(StringComparer.Ordinal), NoCache = false, Pull = false },
                cancellationToken: run.CancellationToken);
            if (await engine.InspectImageAsync(built.Id, run.CancellationToken) is not { } found)
                continue;
            sizes.Add(new StageSize(stage.DisplayName, found.Size));
            // A stage that adds nothing is its base, which others need.
            if (found.Tags.Count == 0)
                await engine.RemoveImageAsync(built.Id, cancellationToken: run.CancellationToken);
        }

        return [.. sizes, new StageSize(target.Final.Stage.DisplayName, total)];
    }

    /// <summary>What several stages save: <c>builder 950 MiB -> runtime 359 MiB, 62.2 % less</c>; empty for one stage.</summary>
    /// <param name="stages">The stages, the final one last.</param>
    public static string Compare(IReadOnlyList<StageSize> stages)
    {
        if (stages is not [.., var final] || stages.SkipLast(1).MaxBy(stage => stage.Size.Bytes) is not { } largest || largest.Size.Bytes == 0)
            return "";
        var less = 100.0 * (largest.Size.Bytes - final.Size.Bytes) / largest.Size.Bytes;
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{largest.Stage} {largest.Size} -> {final.Stage} {final.Size}, {Math.Abs(less):0.0} % {(less >= 0 ? "less" : "more")}");
    }
}
