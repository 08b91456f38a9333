using Slipway.Containers.Composing;
using Slipway.Containers.Engine;
using Slipway.Containers.Releases;

namespace Slipway.Containers.Deploying;

/// <summary>Takes back what a first deployment that did not succeed has made: in its own run, or in the next one where that has no time left.</summary>
/// <param name="engine">Where it is.</param>
/// <param name="project">The compose project.</param>
/// <param name="workFolder">Where the note for the next run lies.</param>
/// <param name="time">Measures how long it takes.</param>
internal sealed class Undoing(EngineClient engine, string project, string workFolder, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly RemovalNote _note = new(workFolder);
    private readonly Removal _removal = new(engine, project);
    private volatile bool _isUndoing;
    private int _isTold;

    /// <summary>What <c>--stack</c> calls it.</summary>
    public required string Stack { get; init; }

    /// <summary>Whether volumes go too.</summary>
    public required bool Volumes { get; init; }

    /// <summary>Told what could not be removed.</summary>
    public required Action<string> Warn { get; init; }

    /// <summary>Notes that there is something to take back: from here on the next run does it where this one does not.</summary>
    public void Begin() => Note(containers: null);

    /// <summary>Removes it, as far as it can.</summary>
    /// <param name="late">There is no more time.</param>
    public async Task UndoAsync(CancellationToken late)
    {
        _isUndoing = true;
        Begin();
        using var longest = new CancellationTokenSource(Longest, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late, longest.Token);
        if (await _removal.RemoveAsync(Volumes, Note, stop.Token) is { } reason)
            Tell(reason, Volumes);
        else
            _note.Delete();
    }

    /// <summary>Says what is left, where the time is up before the removal has begun.</summary>
    public void Leave()
    {
        if (!_isUndoing)
            Tell("what was under way took too long to end", Volumes);
    }

    /// <summary>Does what an earlier run had no time for, where nobody has made anything of what it left.</summary>
    /// <param name="log">Told what was removed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task FinishAsync(Action<string> log, CancellationToken cancellationToken)
    {
        // What another engine has is for a run that works with that one.
        if (_note.Read() is not { } noted || noted.Engine != engine.Endpoint.Address)
            return;
        var containers = await engine.ListContainersAsync([$"{ComposeLabels.Project}={project}"], cancellationToken: cancellationToken);
        var isOurs = containers.All(container => noted.Containers?.Contains(container.Id, StringComparer.Ordinal) ?? container.Labels.ContainsKey(DeploymentLabels.Configuration));
        if (!isOurs || (await new ReleaseStore(engine).ListAsync(project, cancellationToken)).Count > 0)
        {
            _note.Delete();
            return;
        }

        // Without containers nobody knows who has used the volumes since.
        var volumes = noted.Volumes && containers.Count > 0;
        using var longest = new CancellationTokenSource(Longest, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, longest.Token);
        var before = new List<string>();
        var reason = await _removal.RemoveAsync(volumes, _ => before.AddRange(_removal.Left!), stop.Token);
        cancellationToken.ThrowIfCancellationRequested();
        if (reason is not null)
            Tell(reason, volumes);
        else
            _note.Delete();
        if (before.Except(_removal.Left ?? before, StringComparer.Ordinal).ToList() is { Count: > 0 } removed)
            log($"removed what a deployment that was stopped had left: {string.Join(", ", removed)}");
    }

    private void Tell(string reason, bool volumes)
    {
        if (Interlocked.Exchange(ref _isTold, 1) != 0)
            return;
        var left = _removal.Left is { } known ? string.Join(", ", known) : $"what project '{project}' has on the engine";
        var command = volumes ? $"./build.sh Clean --stack {Stack} --volumes" : $"./build.sh Stop --stack {Stack}";
        Warn($"left, as {reason}: {left}; {command} removes it, and so does the next deployment");
    }

    private void Note(IReadOnlyList<string>? containers)
    {
        try
        {
            _note.Write(new RemovalNote.Noted(engine.Endpoint.Address, Volumes, containers));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Without it the next run takes what is left for something that ran before.
            Warn($"what is to be removed could not be noted: {e.Message}");
        }
    }
}
