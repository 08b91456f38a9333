namespace Slipway.Containers.Engine;

/// <summary>Questions to an engine that may hang: the client has more patience than who waits with a deadline.</summary>
internal static class AnswerInTime
{
    /// <summary>Asks, and gives up after a while.</summary>
    /// <param name="patience">How long the engine has.</param>
    /// <param name="time">Measures it.</param>
    /// <param name="ask">The question.</param>
    /// <param name="silent">What is wrong where it has not answered by then.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public static async Task<T> AskAsync<T>(TimeSpan patience, TimeProvider time, Func<CancellationToken, Task<T>> ask, Func<Problem> silent, CancellationToken cancellationToken)
    {
        using var longest = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, longest.Token);
        try
        {
            return await ask(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ProblemException(silent());
        }
    }
}
