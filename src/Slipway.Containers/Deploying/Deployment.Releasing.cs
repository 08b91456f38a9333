using Slipway.Containers.Compose;
using Slipway.Containers.Composing;
using Slipway.Containers.Images;
using Slipway.Containers.Releases;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Deploying;

/// <content>Releases: what was healthy is recorded, and put back when what follows is not.</content>
public sealed partial class Deployment
{
    /// <summary>Puts a release back and waits until it is healthy.</summary>
    /// <param name="number">Which; the one before the last unless given.</param>
    /// <returns>A few words for the summary.</returns>
    /// <exception cref="ProblemException">There is no such release, it cannot be had any more, or it is not healthy.</exception>
    public async Task<string> RollBackAsync(int? number)
    {
        await OpenAsync();
        var project = stack.Compose.Name;
        var releases = await Releases.ListAsync(project, run.CancellationToken);
        var wanted = number is { } named
            ? releases.FirstOrDefault(release => release.Number == named) ?? throw new ProblemException(ReleaseProblems.NoSuch(project, named, releases))
            : releases.Skip(1).FirstOrDefault(release => !release.IsSameAs(releases[0])) ?? throw new ProblemException(ReleaseProblems.NoEarlier(project, releases));
        var summary = await PutBackAsync(wanted);
        var now = wanted.IsSameAs(releases[0])
            ? releases[0]
            : await KeepAsync(wanted with { Time = run.Time.GetUtcNow(), By = Deployer.Name, Repeats = wanted.Repeats ?? wanted.Number });
        return $"{summary}, release {wanted.Number}{(now.Number == wanted.Number ? "" : $" again, as release {now.Number}")}";
    }

    /// <summary>Shows the releases, the newest first, one a line.</summary>
    public async Task ShowReleasesAsync()
    {
        var releases = await Releases.ListAsync(stack.Compose.Name, run.CancellationToken);
        if (releases.Count == 0)
            run.Log($"no release of {stack.Name} is recorded");
        foreach (var release in releases)
        {
            var repeats = release.Repeats is { } repeated ? $", repeats {repeated}" : "";
            var commit = release.Commit is { Length: >= 12 } hash ? $", commit {hash[..12]}" : "";
            run.Log($"{release.Number,4}  {DeployingProblems.When(release)}  {release.By}{commit}{repeats}: {string.Join(", ", release.Images.Select(pair => $"{pair.Key} {Short(pair.Value)}"))}");
        }

        run.Summarize(releases.Count == 1 ? "1 release" : $"{releases.Count} releases");
    }

    private static string Short(string id) => id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..][..12];

    // What failed stays the story's first part; what became of the release before it is the second.
    private async Task<ProblemException> BringBackAsync(ProblemException failure)
    {
        Release? previous;
        try
        {
            previous = await PreviousAsync();
        }
        catch (ProblemException second)
        {
            return new ProblemException([.. failure.Problems, .. second.Problems]);
        }

        if (previous is null)
            return failure;
        run.Log($"putting release {previous.Number} back");
        try
        {
            return new ProblemException([.. failure.Problems, DeployingProblems.BroughtBack(previous, await PutBackAsync(previous))]);
        }
        catch (ProblemException second)
        {
            return new ProblemException([.. failure.Problems, DeployingProblems.NotBroughtBack(previous), .. second.Problems]);
        }
    }

    // Where the last release is what failed now, nothing better can be put back.
    private async Task<Release?> PreviousAsync()
    {
        var releases = await Releases.ListAsync(stack.Compose.Name, run.CancellationToken);
        if (releases.Count == 0)
        {
            run.Log("no release is recorded that could be put back");
            return null;
        }

        if (!releases[0].IsSameAs(await DescribeAsync()))
            return releases[0];
        run.Log($"what failed is release {releases[0].Number}, the last one: there is nothing to put back");
        return null;
    }

    private async Task<string> PutBackAsync(Release release)
    {
        var gone = new List<KeyValuePair<string, string>>();
        foreach (var pair in release.Images)
        {
            if (await engine.InspectImageAsync(pair.Value, run.CancellationToken) is null)
                gone.Add(pair);
        }

        if (gone.Count > 0)
            throw new ProblemException(ReleaseProblems.ImagesGone(release, gone));
        var project = ReleaseFiles.Load(release, Path.Combine(WorkFolder, $"release-{release.Number}"), stack, run.Build.Environment);
        var composition = Composition.Of(project, stack.NamedEnvironmentFiles, ReleaseFiles.PresetsOf(release, run.Build.Environment));
        // Services may have one image in common.
        var images = release.Images.DistinctBy(pair => StackImages.ReferenceOf(project.Services[pair.Key], project), StringComparer.Ordinal)
            .ToDictionary(pair => StackImages.ReferenceOf(project.Services[pair.Key], project), pair => pair.Value, StringComparer.Ordinal);
        var services = composition.Services.Select(service => service.Name).ToList();
        if (IsOnSwarm)
            return await PutBackOnSwarmAsync(composition, release.Images, release.Scale);
        await PinAsync(composition, services, images);
        await RemoveOthersAsync(project, release);
        await StartAsync(composition, services, release.Scale, removeOrphans: true);
        return await GateAsync(composition);
    }

    // Services of other profiles would keep the ports of those that are put back; to compose they are no orphans.
    private async Task RemoveOthersAsync(ComposeProject project, Release release)
    {
        var active = project.ActiveServices.Select(service => service.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var container in await ContainersAsync(run.CancellationToken))
        {
            if (container.Labels.GetValueOrDefault(ComposeLabels.Service) is not { } service || active.Contains(service))
                continue;
            await engine.StopContainerAsync(container.Id, cancellationToken: run.CancellationToken);
            await engine.RemoveContainerAsync(container.Id, force: true, volumes: false, run.CancellationToken);
            run.Log($"{container.Name} was removed: release {release.Number} has no service '{service}'");
        }
    }

    private async Task<Release> RecordAsync()
    {
        var release = await DescribeAsync();
        var known = await Releases.ListAsync(stack.Compose.Name, run.CancellationToken);
        return known.Count > 0 && known[0].IsSameAs(release) ? known[0] : await KeepAsync(release);
    }

    private async Task<Release> KeepAsync(Release release)
    {
        var kept = await Releases.AddAsync(release, run.CancellationToken);
        var forgotten = await Releases.ForgetAsync(release.Project, KeepReleases, run.CancellationToken);
        if (forgotten > 0)
            run.Detail($"{forgotten} old releases were forgotten; {KeepReleases} are kept");
        return kept;
    }

    private async Task<Release> DescribeAsync() => new()
    {
        Number = 0,
        Project = stack.Compose.Name,
        Time = run.Time.GetUtcNow(),
        By = Deployer.Name,
        Commit = (await GitFacts.OfAsync(stack.Folder, run.Processes, run.CancellationToken)).Revision,
        Images = await PinnedImages.OfAsync(engine, stack.Compose, stack.Services, VerifiedImages, _ => { }, run.CancellationToken),
        Files = ReleaseFiles.Read(stack),
        Variables = ReleaseFiles.Variables(stack.Compose),
        Profiles = stack.Compose.Profiles,
        Presets = stack.Variables,
        Migrations = MigrationFiles.Of(stack),
        Scale = Scale,
    };
}
