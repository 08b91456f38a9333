namespace Slipway.Processes;

/// <summary>A program, its arguments and its surroundings.</summary>
public sealed record ProcessInvocation
{
    /// <summary>A path, or a name that is looked up on <c>PATH</c>.</summary>
    public required string Program { get; init; }

    /// <summary>The arguments, each by itself: never joined or split. Secrets do not belong here.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Changes to the environment; <see langword="null"/> removes a variable.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>
    /// Secrets that are added to the environment. A node that starts the program masks them from then on, in all that it says.
    /// None unless set.
    /// </summary>
    public IReadOnlyDictionary<string, Secret> Secrets { get; init; } = new Dictionary<string, Secret>(StringComparer.Ordinal);

    /// <summary>The folder to run in; this process's own unless set.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>Text for standard input; an empty input unless set.</summary>
    public string? StandardInput { get; init; }

    /// <summary>How long the program may run; unlimited unless set.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How long the program may go without writing a line; unlimited unless set.</summary>
    public TimeSpan? IdleTimeout { get; init; }

    /// <summary>How long the program has to end after SIGTERM before its whole process tree is killed. Two seconds unless set.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Called for each line as it comes, one call at a time.</summary>
    public Action<OutputLine>? OnOutput { get; init; }

    /// <summary>
    /// What helps when the program fails, for the error that <see cref="CheckedProcesses.RunOrFailAsync"/> tells. Nothing unless set.
    /// </summary>
    public string? Try { get; init; }

    /// <summary>The command as a person would type it, for messages.</summary>
    public override string ToString() => string.Join(' ', new[] { Program }.Concat(Arguments.Select(Quote)));

    private static string Quote(string argument) =>
        argument.Length > 0 && argument.All(c => char.IsLetterOrDigit(c) || "-_./:=,@%+".Contains(c, StringComparison.Ordinal))
            ? argument
            : "'" + argument.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
