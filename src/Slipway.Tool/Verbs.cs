namespace Slipway.Tool;

/// <summary>The short names of targets, as people say them.</summary>
internal static class Verbs
{
    /// <summary>Verb, target, and what it does.</summary>
    public static readonly IReadOnlyList<(string Verb, string Target, string Does)> All =
    [
        ("doctor", "Doctor", "checks ports, disk, variables, engine and compose"),
        ("build", "BuildImages", "builds what is not up to date, as memory allows"),
        ("verify", "VerifyImages", "checks user, health check, size and bases of each image"),
        ("scan", "ScanImages", "scans each image with Trivy"),
        ("push", "PushImages", "pushes what is verified and scanned; --registry says where"),
        ("up", "ComposeUp", "builds and starts what is not running as planned"),
        ("migrate", "Migrate", "migrates the database with the image that was built"),
        ("gate", "HealthGate", "waits until every service is healthy, or says why not"),
        ("deploy", "Deploy", "all of the above, in order"),
        ("status", "Status", "shows the containers"),
        ("logs", "Logs", "shows the last lines of the logs; --service names one"),
        ("down", "Stop", "stops and removes the containers; data stays"),
        ("clean", "Clean", "removes containers, networks and images; with --volumes the data too"),
        ("github", "GenerateWorkflows", "with generate: writes a workflow for GitHub Actions that deploys"),
    ];

    /// <summary>The target that a word stands for: a verb's, or the word itself.</summary>
    /// <param name="word">A verb in lower case, or the name of a target.</param>
    public static string TargetOf(string word) => All.FirstOrDefault(verb => verb.Verb == word).Target ?? word;
}
