using System.IO.Compression;
using Slipway.GitHub.Payloads;

namespace Slipway.GitHub;

/// <content>Findings for code scanning.</content>
public sealed partial class GitHubClient
{
    // https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
    private const int LongestSarif = 10 * 1024 * 1024;

    private static readonly TimeSpan SarifInterval = TimeSpan.FromSeconds(5);

    /// <summary>Uploads findings, and waits until GitHub has taken them in.</summary>
    /// <param name="file">A SARIF 2.1.0 file.</param>
    /// <param name="commit">The full hash of the commit that they are about.</param>
    /// <param name="ref">Its full reference: <c>refs/heads/…</c>, <c>refs/pull/…/merge</c>, <c>refs/pull/…/head</c> or a tag.</param>
    /// <param name="root">The folder that relative places in the file start from.</param>
    /// <param name="limit">How long to wait until it is processed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ProblemException">GitHub refused it, could not read it, or was not done in time.</exception>
    public async Task<SarifResult> UploadSarifAsync(string file, string commit, string @ref, string? root, TimeSpan limit, CancellationToken cancellationToken = default)
    {
        var name = Path.GetFileName(file);
        var content = Compress(await File.ReadAllBytesAsync(file, cancellationToken));
        if (content.Length > LongestSarif)
            throw new ProblemException(GitHubProblems.SarifTooLarge(name, content.Length));
        var checkout = root is null ? null : new Uri(Path.TrimEndingDirectorySeparator(root) + "/").AbsoluteUri;
        var payload = new SarifPayload(commit, @ref, Convert.ToBase64String(content), checkout, "slipway");
        var call = new GitHubCall
        {
            What = $"upload '{name}'",
            Method = HttpMethod.Post,
            Address = Api("code-scanning/sarifs"),
            Content = () => Json(payload, GitHubJson.Default.SarifPayload),
            Permission = "security-events: write",
            IsUpload = true,
        };
        var uploaded = (await _transport.SendAsync(call, cancellationToken)).Read(call, GitHubJson.Default.SarifAnswer);
        return await ProcessedAsync(name, uploaded.Id, limit, cancellationToken);
    }

    private async Task<SarifResult> ProcessedAsync(string file, string id, TimeSpan limit, CancellationToken cancellationToken)
    {
        var call = new GitHubCall
        {
            What = $"tell whether '{file}' is processed",
            Method = HttpMethod.Get,
            Address = Api($"code-scanning/sarifs/{Escape(id)}"),
            Permission = "security-events: write",
            // Right after the upload it may not be known yet.
            Accepts = 404,
        };
        var start = _time.GetTimestamp();
        while (true)
        {
            var answer = await _transport.SendAsync(call, cancellationToken);
            var status = answer.IsSuccess ? answer.Read(call, GitHubJson.Default.SarifStatus) : null;
            switch (status?.ProcessingStatus)
            {
                case "complete":
                    return new SarifResult(id, status.AnalysesUrl);
                case "failed":
                    throw new ProblemException(GitHubProblems.SarifFailed(file, status.Errors ?? []));
            }

            if (_time.GetElapsedTime(start) + SarifInterval > limit)
                throw new ProblemException(GitHubProblems.SarifPending(file, _time.GetElapsedTime(start)));
            await _transport.WaitAsync(SarifInterval, $"'{file}' is not processed yet", cancellationToken);
        }
    }

    private static byte[] Compress(byte[] content)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal))
            gzip.Write(content);
        return buffer.ToArray();
    }
}
