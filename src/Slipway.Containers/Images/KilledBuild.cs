using Slipway.Containers.Building;

namespace Slipway.Containers.Images;

/// <summary>A build of which a step was killed for memory.</summary>
/// <param name="At">What it had taken; <see langword="null"/> where nobody could watch.</param>
/// <param name="Step">The step that was killed.</param>
internal sealed record KilledBuild(ByteSize? At, string Step)
{
    private const string StepFact = "step:";

    /// <summary>What the step took, for people; empty where nobody knows.</summary>
    public string AtWords => At is { } at ? $" at {at}" : "";

    /// <summary>What a failed build was killed for; <see langword="null"/> where it was not for memory.</summary>
    /// <param name="failure">How it failed.</param>
    /// <param name="watch">What was seen of its steps.</param>
    public static KilledBuild? Of(ProblemException failure, BuildWatch watch)
    {
        // 128 and the number of the signal that ends what nothing else ends.
        if (failure.Problems is not [{ Code: "SW0421", Facts: { } facts }] || !facts.Contains("reason: exit code 137", StringComparer.Ordinal) || !watch.HasKilled)
            return null;
        var step = facts.FirstOrDefault(fact => fact.StartsWith(StepFact, StringComparison.Ordinal))?[StepFact.Length..].Trim() ?? "";
        return new KilledBuild(watch.AtKill, Line.Of(BuildStep.Parse(step).Instruction));
    }
}
