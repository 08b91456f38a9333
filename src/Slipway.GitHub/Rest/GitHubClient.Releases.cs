using Slipway.GitHub.Payloads;

namespace Slipway.GitHub;

/// <content>Releases and their files.</content>
public sealed partial class GitHubClient
{
    private const string Contents = "contents: write";

    /// <summary>Publishes a release, or brings the one of that tag up to date: text and files are replaced, files with other names stay.</summary>
    /// <remarks>A new release is a draft until all its files are there, so that nobody sees half of it.</remarks>
    /// <param name="request">The release.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ProblemException">GitHub refused it, could not be reached, or two files have one name.</exception>
    public async Task<PublishedRelease> PublishReleaseAsync(ReleaseRequest request, CancellationToken cancellationToken = default)
    {
        CheckNames(request.Assets);
        var found = await FindReleaseAsync(request.Tag, cancellationToken);
        var release = found ?? await CreateReleaseAsync(request, cancellationToken);
        var there = request.Assets.Count == 0 ? [] : await AssetsAsync(release.Id, cancellationToken);
        foreach (var file in request.Assets)
            await ReplaceAssetAsync(release, file, there, cancellationToken);
        var published = await PatchReleaseAsync(release.Id, request, cancellationToken);
        return new PublishedRelease(published.Id, published.HtmlUrl, found is null);
    }

    private static void CheckNames(IReadOnlyList<string> files)
    {
        var problems = files.GroupBy(NameOf, StringComparer.OrdinalIgnoreCase).Where(group => group.Skip(1).Any())
            .Select(group => GitHubProblems.SameAsset(group.Key, group.First(), group.Skip(1).First())).ToList();
        if (problems.Count > 0)
            throw new ProblemException(problems);
    }

    private async Task<ReleaseAnswer?> FindReleaseAsync(string tag, CancellationToken cancellationToken)
    {
        // Drafts are not found by their tag: those of a run that was interrupted are in the list only.
        var call = new GitHubCall { What = $"find release '{tag}'", Method = HttpMethod.Get, Address = Api("releases?per_page=100"), Permission = Contents };
        await foreach (var page in _transport.PagesAsync(call, cancellationToken))
        {
            if (page.Read(call, GitHubJson.Default.ListReleaseAnswer).Find(release => release.TagName == tag) is { } found)
                return found;
        }

        return null;
    }

    private async Task<ReleaseAnswer> CreateReleaseAsync(ReleaseRequest request, CancellationToken cancellationToken)
    {
        var payload = Payload(request) with { Draft = true };
        var call = new GitHubCall
        {
            What = $"create release '{request.Tag}'",
            Method = HttpMethod.Post,
            Address = Api("releases"),
            Content = () => Json(payload, GitHubJson.Default.ReleasePayload),
            Permission = Contents,
            IsOnce = true,
        };
        ReleaseAnswer? created = null;
        await MakeAsync(
            call,
            async () => (created = (await _transport.SendAsync(call, cancellationToken)).Read(call, GitHubJson.Default.ReleaseAnswer)).Id,
            async () => (created = await FindReleaseAsync(request.Tag, cancellationToken))?.Id,
            cancellationToken);
        return created!;
    }

    private async Task<ReleaseAnswer> PatchReleaseAsync(long id, ReleaseRequest request, CancellationToken cancellationToken)
    {
        var payload = Payload(request);
        var call = new GitHubCall
        {
            What = $"publish release '{request.Tag}'",
            Method = HttpMethod.Patch,
            Address = Api($"releases/{id}"),
            Content = () => Json(payload, GitHubJson.Default.ReleasePayload),
            Permission = Contents,
        };
        return (await _transport.SendAsync(call, cancellationToken)).Read(call, GitHubJson.Default.ReleaseAnswer);
    }

    private async Task<List<AssetAnswer>> AssetsAsync(long release, CancellationToken cancellationToken)
    {
        var call = new GitHubCall { What = "list the files of the release", Method = HttpMethod.Get, Address = Api($"releases/{release}/assets?per_page=100"), Permission = Contents };
        var assets = new List<AssetAnswer>();
        await foreach (var page in _transport.PagesAsync(call, cancellationToken))
            assets.AddRange(page.Read(call, GitHubJson.Default.ListAssetAnswer));
        return assets;
    }

    private async Task ReplaceAssetAsync(ReleaseAnswer release, string file, List<AssetAnswer> there, CancellationToken cancellationToken)
    {
        var name = NameOf(file);
        var call = new GitHubCall
        {
            What = $"upload '{name}'",
            Method = HttpMethod.Post,
            Address = UploadAddress(release, name),
            Content = () => new StreamContent(File.OpenRead(file)) { Headers = { ContentType = new(ContentType(name)) } },
            Permission = Contents,
            IsUpload = true,
            IsOnce = true,
        };
        await DeleteAsync(there, name, cancellationToken);
        await MakeAsync(
            call,
            async () => await _transport.SendAsync(call, cancellationToken) is { IsSuccess: true },
            // What has arrived may be half of it.
            async () =>
            {
                await DeleteAsync(await AssetsAsync(release.Id, cancellationToken), name, cancellationToken);
                return (bool?)null;
            },
            cancellationToken);
    }

    private async Task DeleteAsync(IEnumerable<AssetAnswer> assets, string name, CancellationToken cancellationToken)
    {
        foreach (var asset in assets.Where(asset => asset.Name == name))
            await _transport.SendAsync(new GitHubCall { What = $"replace '{name}'", Method = HttpMethod.Delete, Address = Api($"releases/assets/{asset.Id}"), Permission = Contents, Accepts = 404 }, cancellationToken);
    }

    // The address is a template: https://uploads.github.com/repos/…/assets{?name,label}. It has to be as safe as the API's own.
    private Uri UploadAddress(ReleaseAnswer release, string name)
    {
        var address = new Uri(release.UploadUrl.Split('{')[0]);
        return address.Scheme == Uri.UriSchemeHttps || address.Host == _options.ApiUrl.Host
            ? new Uri($"{address.GetLeftPart(UriPartial.Path)}?name={Escape(name)}")
            : throw new ProblemException(GitHubProblems.ForeignUpload(address));
    }

    private static ReleasePayload Payload(ReleaseRequest request) =>
        new(request.Tag, request.Commit, request.Name ?? request.Tag, request.Body, request.IsDraft, request.IsPrerelease);

    // GitHub puts dots for what it does not take; then the file would not be found again by its name.
    private static string NameOf(string file) => string.Concat(Path.GetFileName(file).Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '+' ? c : '.'));

    private static string ContentType(string name) => Path.GetExtension(name) switch
    {
        ".json" or ".sarif" => "application/json",
        ".txt" or ".md" => "text/plain",
        ".gz" or ".tgz" => "application/gzip",
        ".zip" or ".nupkg" or ".snupkg" => "application/zip",
        _ => "application/octet-stream",
    };
}
