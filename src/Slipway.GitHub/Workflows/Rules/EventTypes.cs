namespace Slipway.GitHub.Workflows;

/// <summary>The types that events are narrowed by.</summary>
/// <remarks>https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows</remarks>
internal static class EventTypes
{
    private static readonly IReadOnlyList<string> Written = ["created", "edited", "deleted"];

    private static readonly IReadOnlyList<string> OfPullRequests =
    [
        "assigned", "unassigned", "labeled", "unlabeled", "opened", "edited", "closed", "reopened", "synchronize", "converted_to_draft", "locked", "unlocked", "enqueued", "dequeued",
        "milestoned", "demilestoned", "ready_for_review", "review_requested", "review_request_removed", "auto_merge_enabled", "auto_merge_disabled",
    ];

    /// <summary>The types of an event; <see langword="null"/> where any may be given, or not all are known.</summary>
    public static IReadOnlyList<string>? Of(string name) => name switch
    {
        "branch_protection_rule" or "discussion_comment" or "issue_comment" or "label" or "pull_request_review_comment" => Written,
        "check_run" => ["created", "rerequested", "completed", "requested_action"],
        "check_suite" => ["completed"],
        "discussion" =>
        [
            .. Written, "transferred", "pinned", "unpinned", "labeled", "unlabeled", "locked", "unlocked", "category_changed", "answered", "unanswered", "closed", "reopened",
        ],
        "issues" =>
        [
            "opened", "edited", "deleted", "transferred", "pinned", "unpinned", "closed", "reopened", "assigned", "unassigned", "labeled", "unlabeled", "locked", "unlocked",
            "milestoned", "demilestoned", "typed", "untyped",
        ],
        "merge_group" => ["checks_requested"],
        "milestone" => ["created", "closed", "opened", "edited", "deleted"],
        "pull_request" or "pull_request_target" => OfPullRequests,
        "pull_request_review" => ["submitted", "edited", "dismissed"],
        "registry_package" => ["published", "updated"],
        "release" => ["published", "unpublished", "created", "edited", "deleted", "prereleased", "released"],
        "watch" => ["started"],
        "workflow_run" => ["completed", "requested", "in_progress"],
        _ => null,
    };
}
