using System.Net.Http.Headers;

namespace Slipway.GitHub;

/// <summary>Makes requests until they are answered, or it is known why they are not.</summary>
internal sealed class GitHubTransport(HttpClient http, GitHubOptions options, TimeProvider time, Action<string> say)
{
    // A page of a hundred comments at their longest is 26 MB.
    private const int LongestAnswer = 64 * 1024 * 1024;

    /// <summary>The answer to a request.</summary>
    /// <exception cref="ProblemException">GitHub refused it, or could not be reached.</exception>
    /// <exception cref="LostAnswerException">The request must not be made twice, and may have been carried out.</exception>
    public async Task<GitHubAnswer> SendAsync(GitHubCall call, CancellationToken cancellationToken)
    {
        var patience = options.LimitPatience;
        for (var attempt = 1; ; attempt++)
        {
            var (answer, failure) = await TryAsync(call, cancellationToken);
            if (answer is not null && (answer.IsSuccess || (int)answer.Status == call.Accepts))
                return answer;
            if (answer is not null && RateLimit.Of(answer, attempt, time.GetUtcNow()) is { } limit)
            {
                if (limit.Wait > patience || attempt == options.Attempts)
                    throw new ProblemException(GitHubProblems.RateLimited(call, answer, limit, attempt));
                patience -= limit.Wait;
                await WaitAsync(limit.Wait, $"{limit.Name} reached", cancellationToken);
                continue;
            }

            if (answer is not null && (int)answer.Status < 500)
                throw new ProblemException(GitHubProblems.Refused(call, answer, options));
            var why = failure ?? $"GitHub answered {(int)answer!.Status}";
            if (call.IsOnce)
                throw new LostAnswerException(why);
            if (attempt == options.Attempts)
                throw new ProblemException(GitHubProblems.Unreachable(call, why, attempt, answer));
            await WaitAsync(TimeSpan.FromSeconds(1 << (attempt - 1)), why, cancellationToken);
        }
    }

    /// <summary>All pages of a list, one after the other.</summary>
    /// <exception cref="ProblemException">A page was refused, or leads somewhere else.</exception>
    public async IAsyncEnumerable<GitHubAnswer> PagesAsync(GitHubCall call, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<Uri>();
        Uri? next = call.Address;
        while (next is not null && seen.Add(next))
        {
            // The token must not follow a link to somebody else.
            if (!SameOrigin(next, options.ApiUrl))
                throw new ProblemException(GitHubProblems.ForeignPage(call, next));
            var answer = await SendAsync(call with { Address = next }, cancellationToken);
            yield return answer;
            next = NextPage.Of(answer.Header("Link"), next);
        }
    }

    /// <summary>Waits, and says so.</summary>
    public Task WaitAsync(TimeSpan wait, string why, CancellationToken cancellationToken)
    {
        say($"{why}; again in {wait.TotalSeconds:0} s");
        return Task.Delay(wait, time, cancellationToken);
    }

    private static bool SameOrigin(Uri a, Uri b) => Uri.Compare(a, b, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;

    private async Task<(GitHubAnswer? Answer, string? Failure)> TryAsync(GitHubCall call, CancellationToken cancellationToken)
    {
        var limit = call.IsUpload ? options.UploadTimeout : options.Timeout;
        using var late = new CancellationTokenSource(limit, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var request = Request(call);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, end.Token);
            await response.Content.LoadIntoBufferAsync(LongestAnswer, end.Token);
            return (new GitHubAnswer(response.StatusCode, await response.Content.ReadAsByteArrayAsync(end.Token), response.Headers), null);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return (null, $"no answer within {limit.TotalSeconds:0} s");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return (null, e.InnerException is { } inner ? $"{e.Message.TrimEnd('.')}: {inner.Message.TrimEnd('.')}" : e.Message.TrimEnd('.'));
        }
    }

    private HttpRequestMessage Request(GitHubCall call)
    {
        var request = new HttpRequestMessage(call.Method, call.Address) { Content = call.Content?.Invoke() };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Token.Reveal());
        request.Headers.Accept.ParseAdd("application/vnd.github+json");
        request.Headers.UserAgent.ParseAdd("slipway");
        request.Headers.Add("X-GitHub-Api-Version", options.ApiVersion);
        return request;
    }
}
