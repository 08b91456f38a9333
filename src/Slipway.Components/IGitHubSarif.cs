using Slipway.GitHub;

namespace Slipway.Components;

/// <summary>Gives findings to GitHub's code scanning.</summary>
public interface IGitHubSarif : IGitHub
{
    /// <summary>The SARIF files to upload. All below <c>.nuke/temp/reports</c> unless set.</summary>
    [Parameter("Patterns of the SARIF files to upload.")]
    string[] SarifFiles => Get<string[]>([".nuke/temp/reports/**/*.sarif"]);

    /// <summary>How long GitHub has to take in a file. 2 min unless set.</summary>
    [Parameter("How long GitHub has to take in a file.")]
    TimeSpan SarifTimeout => Get(TimeSpan.FromMinutes(2));

    /// <summary>Uploads what scans and lints found, also when they failed for it, and waits until GitHub has taken it in.</summary>
    Target UploadSarif => _ => _
        .Description("Uploads what scans and lints found to GitHub's code scanning.")
        .OnlyWhen(() => MayChangeGitHub, WhyNotGitHub)
        .TryAfter<IScanImages>(x => x.ScanImages)
        .AssuredAfterFailure()
        .Executes(async run =>
        {
            var files = RootFolder.Glob(SarifFiles);
            if (files.Count == 0)
                throw new ProblemException(GitHubComponentProblems.NoFiles("SARIF file", SarifFiles));
            using var client = OpenGitHub(run);
            var commit = GitHubRun.Commit ?? await GitHubCommitAsync(run);
            var reference = GitHubRun.Ref ?? throw new ProblemException(GitHubComponentProblems.NotKnown("the branch", "set GITHUB_REF=refs/heads/BRANCH"));
            foreach (var file in files)
            {
                await client.UploadSarifAsync(file, commit, reference, RootFolder, SarifTimeout, run.CancellationToken);
                run.Log($"uploaded {file.RelativeTo(RootFolder)}");
            }

            run.Summarize(files.Count == 1 ? "1 file" : $"{files.Count} files");
        });
}
