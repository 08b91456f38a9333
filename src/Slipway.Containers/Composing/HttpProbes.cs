using System.Globalization;

namespace Slipway.Containers.Composing;

/// <summary>Asks addresses until they answer.</summary>
/// <param name="time">Measures the deadline.</param>
/// <param name="handler">Sends the requests; over the network unless given.</param>
public sealed class HttpProbes(TimeProvider time, HttpMessageHandler? handler = null)
{
    // Nothing tells when a port begins to answer.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(5);

    /// <summary>Waits until every address has answered once.</summary>
    /// <param name="probes">The addresses.</param>
    /// <param name="deadline">How long all of them have, together.</param>
    /// <param name="progress">Called for each that answers.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="ProblemException">Some did not answer in time: one problem each, all at once.</exception>
    public async Task WaitAsync(IReadOnlyList<HttpProbe> probes, TimeSpan deadline, Action<string>? progress = null, CancellationToken cancellationToken = default)
    {
        // Addresses of this machine are meant, whatever proxy it uses; a redirect is an answer.
        using var network = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        using var client = new HttpClient(handler ?? network, disposeHandler: false);
        var problems = await Task.WhenAll(probes.Select(probe => WaitAsync(client, probe, deadline, progress, cancellationToken)));
        if (problems.OfType<Problem>().ToList() is { Count: > 0 } silent)
            throw new ProblemException(silent);
    }

    private async Task<Problem?> WaitAsync(HttpClient client, HttpProbe probe, TimeSpan deadline, Action<string>? progress, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            var (answers, said) = await AskAsync(client, probe.Address, cancellationToken);
            if (answers)
            {
                progress?.Invoke($"{probe.Address} answers: {said}");
                return null;
            }

            if (time.GetElapsedTime(started) >= deadline)
                return HealthProblems.NoAnswer(probe, deadline, said, attempt);
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task<(bool Answers, string Said)> AskAsync(HttpClient client, Uri address, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(LongestAnswer, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            using var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var status = (int)answer.StatusCode;
            return (status < 400, string.Create(CultureInfo.InvariantCulture, $"{status} {answer.ReasonPhrase}").TrimEnd());
        }
        catch (HttpRequestException e)
        {
            return (false, e.InnerException?.Message ?? e.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (false, $"no answer within {LongestAnswer.TotalSeconds:0} s");
        }
    }
}
