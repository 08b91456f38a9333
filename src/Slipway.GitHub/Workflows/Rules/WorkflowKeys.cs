namespace Slipway.GitHub.Workflows;

/// <summary>The keys that GitHub knows.</summary>
/// <remarks>https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax and …/events-that-trigger-workflows</remarks>
internal static class WorkflowKeys
{
    public static readonly IReadOnlyList<string> Workflow = ["name", "run-name", "on", "permissions", "env", "defaults", "concurrency", "jobs"];

    public static readonly IReadOnlyList<string> Job =
    [
        "name", "permissions", "needs", "if", "runs-on", "snapshot", "environment", "concurrency", "outputs", "env", "defaults", "steps", "timeout-minutes",
        "strategy", "continue-on-error", "container", "services", "uses", "with", "secrets",
    ];

    public static readonly IReadOnlyList<string> Step =
        ["id", "if", "name", "uses", "run", "working-directory", "shell", "with", "env", "continue-on-error", "timeout-minutes"];

    public static readonly IReadOnlyList<string> Events =
    [
        "branch_protection_rule", "check_run", "check_suite", "create", "delete", "deployment", "deployment_status", "discussion", "discussion_comment", "fork", "gollum",
        "image_version", "issue_comment", "issues", "label", "merge_group", "milestone", "page_build", "project", "project_card", "project_column", "public", "pull_request",
        "pull_request_review", "pull_request_review_comment", "pull_request_target", "push", "registry_package", "release", "repository_dispatch", "schedule", "status",
        "watch", "workflow_call", "workflow_dispatch", "workflow_run",
    ];

    /// <summary>What narrows an event.</summary>
    public static IReadOnlyList<string> FiltersOf(string name) => name switch
    {
        "push" => ["branches", "branches-ignore", "tags", "tags-ignore", "paths", "paths-ignore"],
        "pull_request" or "pull_request_target" => ["types", "branches", "branches-ignore", "paths", "paths-ignore"],
        "workflow_run" => ["types", "workflows", "branches", "branches-ignore"],
        "merge_group" => ["types", "branches", "branches-ignore"],
        "workflow_dispatch" => ["inputs"],
        "workflow_call" => ["inputs", "outputs", "secrets"],
        "image_version" => ["names", "versions"],
        "create" or "delete" or "deployment" or "deployment_status" or "fork" or "gollum" or "page_build" or "public" or "status" => [],
        _ => ["types"],
    };
}
