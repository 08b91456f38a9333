using System.Text.Json;
using Slipway.Containers.Engine;
using Slipway.Containers.Volumes.Archives;

namespace Slipway.Containers.Volumes;

/// <summary>Replaces volumes by others, all of them or none.</summary>
/// <remarks>
/// <para>
/// Engines cannot rename volumes. So what a volume holds is copied aside (<c>NAME.slipway-before</c>), a mark is set, the
/// volume is made anew and filled from <c>NAME.slipway-fresh</c>, and when all of them are, the mark is taken away: that is
/// the moment when the new state counts. The mark is a volume too: the engine remembers it, whatever becomes of us.
/// </para>
/// <para>Whoever comes after an interruption and finds the mark puts the old state back; without one, the copies only go.</para>
/// </remarks>
internal sealed class Swap(EngineClient engine, string project, StackVolumes volumes, RunContext run)
{
    private static readonly TimeSpan LongestReturn = TimeSpan.FromMinutes(30);

    public static string FreshOf(string volume) => $"{volume}.slipway-fresh";

    public static string BeforeOf(string volume) => $"{volume}.slipway-before";

    private string Mark => $"{project}.slipway-swap";

    /// <summary>The volumes that an interrupted restore has left half filled; none where there was none.</summary>
    public static async Task<IReadOnlyList<string>> UnfinishedAsync(EngineClient engine, string project, CancellationToken cancellationToken)
    {
        var marks = await engine.ListVolumesAsync([$"{VolumeLabels.Project}={project}", $"{VolumeLabels.Role}=swap"], cancellationToken);
        return [.. marks.SelectMany(mark => Names(mark, VolumeLabels.Replaced).Concat(Names(mark, VolumeLabels.Made)))];
    }

    /// <summary>Makes what an interrupted restore has left whole again.</summary>
    /// <exception cref="ProblemException">What was there before cannot be put back.</exception>
    public async Task RecoverAsync()
    {
        string[] own = [$"{VolumeLabels.Project}={project}"];
        foreach (var box in await engine.ListContainersAsync(own, cancellationToken: run.CancellationToken))
            await engine.RemoveContainerAsync(box.Id, force: true, volumes: false, run.CancellationToken);
        var left = await engine.ListVolumesAsync(own, run.CancellationToken);
        foreach (var mark in left.Where(volume => volume.Labels.GetValueOrDefault(VolumeLabels.Role) == "swap"))
        {
            run.Log("an earlier restore was interrupted: putting back what was there before");
            await PutBackAsync(Names(mark, VolumeLabels.Replaced), Names(mark, VolumeLabels.Made), run.CancellationToken);
        }

        foreach (var volume in left.Where(volume => volume.Labels.GetValueOrDefault(VolumeLabels.Role) is "fresh" or "before"))
            await engine.RemoveVolumeAsync(volume.Name, run.CancellationToken);
    }

    /// <summary>Puts fresh volumes in the place of those that are named so.</summary>
    /// <param name="wanted">Each volume as it is to be made.</param>
    /// <exception cref="ProblemException">It did not come about; everything is as it was.</exception>
    public async Task ReplaceAsync(IReadOnlyList<VolumeRequest> wanted)
    {
        var replaced = new List<string>();
        var made = new List<string>();
        foreach (var volume in wanted)
        {
            if (await engine.InspectVolumeAsync(volume.Name, run.CancellationToken) is not { } original)
            {
                made.Add(volume.Name);
                continue;
            }

            replaced.Add(volume.Name);
            var request = new VolumeRequest(volume.Name) { Driver = original.Driver, Options = original.Options, Labels = original.Labels };
            await CopyAsync(volume.Name, new VolumeRequest(BeforeOf(volume.Name)) { Labels = LabelsOfBefore(request) }, run.CancellationToken);
        }

        await engine.CreateVolumeAsync(
            new VolumeRequest(Mark)
            {
                Labels = new Dictionary<string, string>(Labels("swap"), StringComparer.Ordinal)
                {
                    [VolumeLabels.Replaced] = string.Join(',', replaced),
                    [VolumeLabels.Made] = string.Join(',', made),
                },
            },
            run.CancellationToken);
        try
        {
            foreach (var volume in wanted)
                await RenewAsync(volume, FreshOf(volume.Name), run.CancellationToken);
            run.CancellationToken.ThrowIfCancellationRequested();
            await engine.RemoveVolumeAsync(Mark, run.CancellationToken);
        }
        catch
        {
            run.Log("putting back what was there before");
            using var patience = new CancellationTokenSource(LongestReturn);
            await PutBackAsync(replaced, made, patience.Token);
            throw;
        }
    }

    /// <summary>Removes the copies.</summary>
    public async Task ClearAsync(IEnumerable<string> names)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            foreach (var name in names)
            {
                await engine.RemoveVolumeAsync(FreshOf(name), patience.Token);
                await engine.RemoveVolumeAsync(BeforeOf(name), patience.Token);
            }
        }
        catch (Exception e) when (e is ProblemException or OperationCanceledException)
        {
            // The next backup or restore removes them.
            run.Detail($"copies are left: {e.Message}");
        }
    }

    public IReadOnlyDictionary<string, string> Labels(string role) =>
        new Dictionary<string, string>(StringComparer.Ordinal) { [VolumeLabels.Project] = project, [VolumeLabels.Role] = role };

    private static string[] Names(VolumeSummary mark, string label) => mark.Labels.GetValueOrDefault(label, "").Split(',', StringSplitOptions.RemoveEmptyEntries);

    private async Task PutBackAsync(IReadOnlyList<string> replaced, IReadOnlyList<string> made, CancellationToken cancellationToken)
    {
        foreach (var name in replaced.Concat(made))
        {
            try
            {
                if (replaced.Contains(name, StringComparer.Ordinal))
                    await PutBackAsync(name, cancellationToken);
                else
                    await RemoveAsync(name, cancellationToken);
            }
            catch (Exception e) when (e is ProblemException or OperationCanceledException)
            {
                throw new ProblemException(VolumesProblems.NotPutBack(name, e.Message));
            }
        }

        await engine.RemoveVolumeAsync(Mark, cancellationToken);
    }

    private async Task PutBackAsync(string name, CancellationToken cancellationToken)
    {
        if (await engine.InspectVolumeAsync(BeforeOf(name), cancellationToken) is { } before)
            await RenewAsync(JsonSerializer.Deserialize(before.Labels[VolumeLabels.Original], BackupJson.Default.VolumeRequest)!, BeforeOf(name), cancellationToken);
    }

    private Dictionary<string, string> LabelsOfBefore(VolumeRequest original) => new(Labels("before"), StringComparer.Ordinal)
    {
        [VolumeLabels.Original] = JsonSerializer.Serialize(original, BackupJson.Default.VolumeRequest),
    };

    private async Task RenewAsync(VolumeRequest volume, string from, CancellationToken cancellationToken)
    {
        await RemoveAsync(volume.Name, cancellationToken);
        await CopyAsync(from, volume, cancellationToken);
    }

    // Containers that have ended hold their volumes, and are made again by the next start.
    private async Task RemoveAsync(string volume, CancellationToken cancellationToken)
    {
        var users = await volumes.UsersAsync(volume, cancellationToken);
        if (users.Any(user => user.Lives))
            throw new ProblemException(VolumesProblems.InUse(volume, [.. users.Where(user => user.Lives).Select(user => user.Container.Name)]));
        foreach (var user in users)
            await engine.RemoveContainerAsync(user.Container.Id, force: false, volumes: false, cancellationToken);
        await engine.RemoveVolumeAsync(volume, cancellationToken);
    }

    private async Task CopyAsync(string from, VolumeRequest to, CancellationToken cancellationToken)
    {
        var image = await volumes.AnyImageAsync([], cancellationToken);
        await engine.CreateVolumeAsync(to, cancellationToken);
        await using var source = await VolumeBox.OpenAsync(engine, from, image, project, isReadOnly: true, cancellationToken);
        await using var target = await VolumeBox.OpenAsync(engine, to.Name, image, project, isReadOnly: false, cancellationToken);
        TreeDigest? sent = null;
        await target.WriteAsync(async (stream, stop) => sent = await source.ReadAsync(stream, stop), cancellationToken);
        using var held = await target.ReadAsync(Stream.Null, cancellationToken);
        using (sent)
        {
            if (sent!.Value != held.Value)
                throw new ProblemException(VolumesProblems.Differs(to.Name));
        }
    }
}
