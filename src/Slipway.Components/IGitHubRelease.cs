using Slipway.GitHub;

namespace Slipway.Components;

/// <summary>Publishes a release at GitHub, with the digests of the images and their bills of materials.</summary>
public interface IGitHubRelease : IGitHub
{
    /// <summary>The release's tag. That of the workflow unless set; without either, nothing is published.</summary>
    [Parameter("The tag of the release at GitHub.")]
    string? ReleaseTag => Get<string?>() ?? GitHubRun.Tag;

    /// <summary>The release's files. All below <c>.nuke/temp/reports/sbom</c> unless set; the digests come with them.</summary>
    [Parameter("Patterns of the files of the release.")]
    string[] ReleaseFiles => Get<string[]>([".nuke/temp/reports/sbom/**"]);

    /// <summary>Whether the release is marked as not ready for production; where its tag is like <c>1.0-rc.1</c> unless set.</summary>
    [Parameter("Mark the release as not ready for production.")]
    bool Prerelease => Get(ReleaseTag?.Contains('-', StringComparison.Ordinal) ?? false);

    /// <summary>The release's text, in Markdown: the images with their digests, unless overridden.</summary>
    /// <param name="images">What was pushed.</param>
    string ReleaseText(IReadOnlyList<Pushed> images) => images.Count == 0 ? "" :
        "| image | digest |\n|---|---|\n" + string.Concat(images.Select(image => $"| `{image.Reference}` | `{image.Digest}` |\n"));

    /// <summary>Publishes the release, or brings it up to date.</summary>
    Target GitHubRelease => _ => _
        .Description("Publishes a release at GitHub with the digests of the images and their bills of materials.")
        .OnlyWhen(() => MayChangeGitHub, WhyNotGitHub)
        .OnlyWhen(() => ReleaseTag is not null, "it runs for no tag; --release-tag names one")
        .TryAfter<IPushImages>(x => x.PushImages)
        .TryAfter<IHealthGate>(x => x.HealthGate)
        .TryAfter<IDeploy>(x => x.Deploy)
        .Executes(async run =>
        {
            var images = PushedRecord.ReadAll(RootFolder, Path.Combine(TempFolder, "reports", "push"));
            var files = RootFolder.Glob(ReleaseFiles).Select(file => file.ToString()).ToList();
            if (images.Count > 0)
                files.Add(WriteDigests(images));
            using var client = OpenGitHub(run);
            var request = new ReleaseRequest
            {
                Tag = ReleaseTag!,
                Commit = GitHubRun.Commit ?? await GitHubCommitAsync(run),
                Body = ReleaseText(images),
                IsPrerelease = Prerelease,
                Assets = files,
            };
            var release = await client.PublishReleaseAsync(request, run.CancellationToken);
            run.Output("release", ReleaseTag!);
            run.Output("release-url", release.Url.ToString());
            run.Log(release.Url.ToString());
            run.Summarize($"{(release.IsNew ? "published" : "updated")} {ReleaseTag} with {files.Count} files");
        });

    // The form that sha256sum has: one a line, the digest first.
    private string WriteDigests(IReadOnlyList<Pushed> images)
    {
        var file = TempFolder / "reports" / "digests.txt";
        file.WriteAllText(string.Concat(images.Select(image => $"{image.Digest}  {image.Reference}\n")));
        return file;
    }
}
