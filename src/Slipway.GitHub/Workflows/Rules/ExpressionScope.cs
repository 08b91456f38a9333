namespace Slipway.GitHub.Workflows;

/// <summary>What an expression may name where it stands.</summary>
/// <remarks>https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#context-availability</remarks>
internal sealed record ExpressionScope
{
    public static readonly IReadOnlyList<string> All = ["github", "env", "vars", "job", "jobs", "steps", "runner", "secrets", "strategy", "matrix", "needs", "inputs"];

    public static readonly IReadOnlyList<string> OfStep = ["github", "needs", "strategy", "matrix", "job", "runner", "env", "vars", "secrets", "steps", "inputs"];

    public IReadOnlyList<string> Contexts { get; init; } = [];

    public required IReadOnlyList<string> Needs { get; init; }

    /// <summary>The ids of the steps before.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    /// <summary>The keys of the matrix; <see langword="null"/> where they are not known.</summary>
    public required IReadOnlyList<string>? Matrix { get; init; }

    /// <summary>The names of the inputs.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Whether the whole text is an expression, and may ask how steps ended.</summary>
    public bool IsCondition { get; init; }

    /// <summary>Whether files are there to be hashed.</summary>
    public bool MayHash { get; init; }

    public static IReadOnlyList<string> OfJob(string key) => key switch
    {
        "if" => ["github", "needs", "vars", "inputs"],
        "strategy" => ["github", "needs", "vars", "inputs"],
        "env" => ["github", "needs", "strategy", "matrix", "vars", "secrets", "inputs"],
        "outputs" => ["github", "needs", "strategy", "matrix", "job", "runner", "env", "vars", "secrets", "steps", "inputs"],
        "environment" => ["github", "needs", "strategy", "matrix", "vars", "inputs", "env", "job", "runner", "steps"],
        "container" or "services" => ["github", "needs", "strategy", "matrix", "env", "vars", "secrets", "inputs"],
        "secrets" => ["github", "needs", "strategy", "matrix", "secrets", "inputs", "vars"],
        "defaults" => ["github", "needs", "strategy", "matrix", "env", "vars", "inputs"],
        "runs-on" or "name" or "timeout-minutes" or "concurrency" or "continue-on-error" or "with" => ["github", "needs", "strategy", "matrix", "vars", "inputs"],
        _ => All,
    };
}
