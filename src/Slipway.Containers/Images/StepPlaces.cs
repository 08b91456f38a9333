using System.Globalization;
using Slipway.Containers.Building;
using Slipway.Containers.Dockerfiles;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Images;

/// <summary>Finds the line of a Dockerfile that a step of a build comes from.</summary>
/// <param name="image">The image that is built.</param>
internal sealed class StepPlaces(Image image)
{
    // BuildKit numbers FROM and the instructions that change the file system.
    private static readonly string[] Numbered = ["RUN", "COPY", "ADD", "WORKDIR"];

    public Place? Find(BuildStep step)
    {
        if (StageOf(step) is not { } stage)
            return null;
        if (step.Number == 1)
            return stage.Place;
        var instruction = stage.Instructions.Where(i => Numbered.Contains(i.Keyword)).ElementAtOrDefault(step.Number - 2);
        return instruction is not null && step.Instruction.StartsWith(instruction.Keyword, StringComparison.OrdinalIgnoreCase) ? instruction.Place : null;
    }

    // A stage without a name is called 'stage-N' after its index; the only stage has no name at all.
    private DockerfileStage? StageOf(BuildStep step) =>
        step.Stage.Length == 0
            ? image.Dockerfile.Stages is [var only] ? only : null
            : image.Dockerfile.Stages.LastOrDefault(stage => step.Stage.Equals(stage.Name, StringComparison.OrdinalIgnoreCase))
                ?? image.Dockerfile.Stages.FirstOrDefault(stage => step.Stage == "stage-" + stage.Index.ToString(CultureInfo.InvariantCulture));
}
