namespace Slipway.Hosting;

/// <summary>Asks the person who runs the build for a secret.</summary>
public interface ISecretPrompt
{
    /// <summary>Whether there is a person to ask.</summary>
    bool IsAvailable { get; }

    /// <summary>Asks, and reads the answer without showing it.</summary>
    /// <param name="question">What is asked, on one line.</param>
    /// <param name="cancellationToken">Ends the wait, as Ctrl-C does.</param>
    /// <returns>The answer, or <see langword="null"/> where there is none.</returns>
    Task<string?> AskAsync(string question, CancellationToken cancellationToken);

    /// <summary>Asks for what is no secret: the answer is shown as it is typed, where that can be done.</summary>
    /// <param name="question">What is asked, on one line.</param>
    /// <param name="cancellationToken">Ends the wait, as Ctrl-C does.</param>
    /// <returns>The answer, or <see langword="null"/> where there is none.</returns>
    Task<string?> AskOpenlyAsync(string question, CancellationToken cancellationToken) => AskAsync(question, cancellationToken);
}
