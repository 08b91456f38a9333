namespace Slipway.Containers.Composing;

/// <summary>How a one-shot is run.</summary>
public sealed record ComposeRunOptions
{
    /// <summary>The service whose image and settings it uses.</summary>
    public required string Service { get; init; }

    /// <summary>The command and its arguments; the service's own unless set.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>More variables for its container. Their values go by the environment, never by an argument.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How long it may run; unlimited unless set.</summary>
    public TimeSpan? Timeout { get; init; }
}
