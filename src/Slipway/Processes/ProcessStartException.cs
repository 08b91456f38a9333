namespace Slipway.Processes;

/// <summary>A program could not be started: it is not there, or may not be executed.</summary>
/// <param name="program">The program as it was asked for.</param>
/// <param name="innerException">What the system said.</param>
public sealed class ProcessStartException(string program, Exception innerException)
    : Exception($"'{program}' could not be started: {innerException.Message}", innerException)
{
    /// <summary>The program as it was asked for.</summary>
    public string Program { get; } = program;
}
