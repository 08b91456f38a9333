namespace Slipway.BuildKit;

/// <summary>A build failed.</summary>
/// <param name="message">The builder's words.</param>
/// <param name="innerException">What lies below.</param>
public sealed class SolveException(string message, Exception? innerException = null) : BuildKitException(message, innerException)
{
    /// <summary>The lines that are to blame, the innermost first; empty where the builder does not tell.</summary>
    public IReadOnlyList<SourceLines> Sources { get; init; } = [];

    /// <summary>The digest of the step that failed; <see langword="null"/> where no step did, and where the builder does not tell.</summary>
    public string? Vertex { get; init; }

    /// <summary>How the step's program ended; <see langword="null"/> where none did, and where the builder does not tell.</summary>
    public int? ExitCode { get; init; }
}
