using YamlDotNet.RepresentationModel;

namespace Slipway.GitHub.Workflows;

/// <summary>Jobs that are workflows of their own.</summary>
/// <remarks>https://docs.github.com/en/actions/reference/workflows-and-actions/reusing-workflow-configurations</remarks>
internal static class CallRules
{
    private static readonly string[] Keys = ["name", "uses", "with", "secrets", "strategy", "needs", "if", "concurrency", "permissions"];

    /// <summary>Holds a job's keys against its kind.</summary>
    public static void Check(string what, YamlMappingNode job, Findings findings)
    {
        if (job.Child("uses") is not { } uses)
        {
            foreach (var key in (string[])["with", "secrets"])
            {
                if (job.Child(key) is { } useless)
                    findings.Add("SW1051", useless, $"'{key}' is of use to a job with 'uses' only", null);
            }

            return;
        }

        foreach (var key in job.Children.Keys.Where(key => WorkflowKeys.Job.Contains(key.Text(), StringComparer.Ordinal) && !Keys.Contains(key.Text(), StringComparer.Ordinal)))
            findings.Add("SW1051", key, $"{what} calls a workflow, which has no use for '{key.Text()}'", $"known: {string.Join(", ", Keys)}");
        CheckWorkflow(uses, uses.Text() ?? "", findings);
    }

    // A tag can be moved to other code: only a commit stays what it is.
    private static void CheckWorkflow(YamlNode node, string called, Findings findings)
    {
        if (called.StartsWith("./", StringComparison.Ordinal) && called.Contains('@', StringComparison.Ordinal))
            findings.Add("SW1062", node, $"'{called}' is of this commit, and cannot be of another", called.Split('@')[0]);
        else if (!called.StartsWith("./", StringComparison.Ordinal) && (called.Split('@') is not [var path, { Length: > 0 }] || path.Split('/').Length < 5))
            findings.Add("SW1062", node, $"'{called}' names no workflow", "owner/name/.github/workflows/x.yml@commit, or ./.github/workflows/x.yml");
        else if (called.Split('@') is [_, var version] && !StepRules.IsCommit(version))
            findings.Add("SW1062", node, $"'{called}' is not pinned to a commit: its code can change", "name the commit, and the version in a comment behind it");
    }
}
