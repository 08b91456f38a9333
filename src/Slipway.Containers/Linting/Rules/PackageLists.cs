namespace Slipway.Containers.Linting.Rules;

/// <summary>Package lists do not stay in layers.</summary>
internal sealed class PackageLists : ILintCheck
{
    public LintRule Rule { get; } = new(
        "SL115",
        "apt-clean-up",
        LintLevel.Note,
        "Lists and archives of packages stay in the layer that fetched them, whatever a later step deletes.",
        "end the same RUN with rm -rf /var/lib/apt/lists/*, or mount a cache at /var/lib/apt and /var/cache/apt");

    public IEnumerable<(Place Place, string Message)> Examine(LintSubject subject)
    {
        // A stage that only others copy from leaves no layer in the image.
        var kept = subject.Images.SelectMany(image => KeptStages(image.Target));
        foreach (var instruction in kept.SelectMany(stage => stage.Instructions).Where(instruction => instruction.Keyword == "RUN"))
        {
            var script = string.Concat(instruction.Heredocs.Select(heredoc => heredoc.Content).Prepend(instruction.Arguments + "\n"));
            if ((script.Contains("apt-get update", StringComparison.Ordinal) || script.Contains("apt update", StringComparison.Ordinal))
                && !script.Contains("/var/lib/apt/lists", StringComparison.Ordinal)
                && !instruction.Flags.Any(flag => flag.Name == "mount" && flag.Value.Contains("/var/lib/apt", StringComparison.Ordinal)))
                yield return (instruction.Place, "the lists of 'apt-get update' stay in the image");
        }
    }

    private static IEnumerable<Dockerfiles.DockerfileStage> KeptStages(Dockerfiles.DockerfileTarget target)
    {
        for (var stage = target.Final; stage is not null;)
        {
            yield return stage.Stage;
            var below = stage.BaseStage;
            stage = below is null ? null : target.Stages.FirstOrDefault(other => other.Stage.Index == below.Index);
        }
    }
}
