using System.Globalization;
using System.Text.Json;
using Slipway.Containers.Deploying;
using Slipway.Containers.Engine;

namespace Slipway.Containers.Releases;

/// <summary>The releases of a project, kept on the engine: another clone of the project finds them too.</summary>
/// <remarks>
/// Each is an empty volume whose labels are the record. Their images have names of their own, so that nobody takes them for
/// rubbish: see docs/decisions/0017-releases-on-the-engine.md.
/// </remarks>
/// <param name="engine">The engine.</param>
public sealed class ReleaseStore(EngineClient engine)
{
    /// <summary>The repository of the names that keep the images of releases.</summary>
    public const string Repository = "slipway/release";

    private const int TagLength = 16;

    /// <summary>The releases of a project, the newest first. Records that cannot be read are left out.</summary>
    /// <param name="project">The compose project.</param>
    /// <param name="cancellationToken">Stops the looking.</param>
    public async Task<IReadOnlyList<Release>> ListAsync(string project, CancellationToken cancellationToken = default) =>
        [.. (await AllAsync([$"{DeploymentLabels.Project}={project}"], cancellationToken)).OrderByDescending(release => release.Number)];

    /// <summary>Keeps a release and its images.</summary>
    /// <param name="release">The release; its number is chosen here.</param>
    /// <param name="cancellationToken">Stops it; nothing is kept then.</param>
    /// <returns>The release with its number.</returns>
    public async Task<Release> AddAsync(Release release, CancellationToken cancellationToken = default)
    {
        foreach (var id in release.Images.Values.Distinct(StringComparer.Ordinal))
            await engine.TagAsync(id, NameOf(id), cancellationToken);
        var number = (await ListAsync(release.Project, cancellationToken)).Select(known => known.Number).DefaultIfEmpty().Max();
        while (true)
        {
            release = release with { Number = ++number };
            var labels = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [DeploymentLabels.Project] = release.Project,
                [DeploymentLabels.Release] = number.ToString(CultureInfo.InvariantCulture),
                [DeploymentLabels.Record] = JsonSerializer.Serialize(release, ReleaseJson.Default.Release),
            };
            // Who was quicker has that number: the volume then has other labels.
            var made = await engine.CreateVolumeAsync(VolumeOf(release.Project, number), labels, cancellationToken);
            if (made.Labels.GetValueOrDefault(DeploymentLabels.Record) == labels[DeploymentLabels.Record])
                return release;
        }
    }

    /// <summary>Forgets all but the newest releases, and the images that no release needs any more.</summary>
    /// <param name="project">The compose project.</param>
    /// <param name="keep">How many stay.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How many were forgotten.</returns>
    public async Task<int> ForgetAsync(string project, int keep, CancellationToken cancellationToken = default)
    {
        var old = (await ListAsync(project, cancellationToken)).Skip(keep).ToList();
        foreach (var release in old)
            await engine.RemoveVolumeAsync(VolumeOf(project, release.Number), cancellationToken);
        if (old.Count == 0)
            return 0;
        var needed = (await AllAsync([DeploymentLabels.Release], cancellationToken)).SelectMany(release => release.Images.Values).ToHashSet(StringComparer.Ordinal);
        foreach (var id in old.SelectMany(release => release.Images.Values).Distinct(StringComparer.Ordinal).Where(id => !needed.Contains(id)))
            await ForgetImageAsync(id, cancellationToken);
        return old.Count;
    }

    // The image goes with its last name, unless a container uses it.
    private async Task ForgetImageAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await engine.RemoveImageAsync(NameOf(id), force: false, cancellationToken);
        }
        catch (ProblemException e) when (e.Problems is [{ Code: "SW0404" }])
        {
            // In use: without its name it goes with the next clean.
        }
    }

    private async Task<IReadOnlyList<Release>> AllAsync(IReadOnlyList<string> labels, CancellationToken cancellationToken) =>
        [.. (await engine.ListVolumesAsync(labels, cancellationToken)).Select(Read).OfType<Release>()];

    private static Release? Read(VolumeSummary volume)
    {
        if (volume.Labels.GetValueOrDefault(DeploymentLabels.Record) is not { } record)
            return null;
        try
        {
            return JsonSerializer.Deserialize(record, ReleaseJson.Default.Release);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string VolumeOf(string project, int number) => string.Create(CultureInfo.InvariantCulture, $"slipway-release-{project}-{number}");

    private static string NameOf(string id) => $"{Repository}:{id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..][..TagLength]}";
}
