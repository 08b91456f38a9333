using Slipway.Containers.Volumes;

namespace Slipway.Containers.Deploying;

/// <content>Who may work on the stack, and what becomes of what was begun and did not succeed.</content>
public sealed partial class Deployment
{
    /// <summary>Takes the lock, and refuses where something else has to be done first.</summary>
    internal async Task OpenAsync()
    {
        await LockAsync();
        // Nothing is started on volumes that an interrupted restore has left half filled.
        await VolumeRestores.RefuseUnfinishedAsync(engine, stack.Compose.Name, run.CancellationToken);
    }

    /// <summary>Does what the end of the build waits for.</summary>
    /// <param name="work">The work; its token says that a run that was stopped has no more time.</param>
    internal Task DoOpenAsync(Func<CancellationToken, Task> work) =>
        run.Build.Once(() => new OpenWork(run.Time), $"{nameof(OpenWork)} {stack.Folder}").DoAsync(work, run.CancellationToken);

    /// <summary>Takes back what a first deployment has made.</summary>
    /// <param name="before">What there was before it.</param>
    internal Undoing Undo(StackBefore before) => new(engine, stack.Compose.Name, WorkFolder, run.Time)
    {
        Stack = stack.Name,
        Volumes = !before.HadVolumes,
        Warn = run.Warn,
    };

    // What an earlier run had begun to take back goes before anything is looked at.
    private async Task LockAsync()
    {
        await run.Build.Once(() => new DeploymentLock(engine, stack.Compose.Name, run.Time), $"{nameof(DeploymentLock)} {stack.Folder}")
            .TakeAsync(LockTimeout, run.Log, run.CancellationToken);
        await Undo(new StackBefore(HadContainers: false, HadVolumes: true)).FinishAsync(run.Log, run.CancellationToken);
    }

    // A first deployment that fails leaves nothing behind; one that follows another leaves that one. What ran before is never
    // taken away: see docs/decisions/0005-what-a-failed-first-deployment-leaves.md.
    private Task GuardAsync(Func<Task> work, bool bringsBack) => DoOpenAsync(late => DoGuardedAsync(work, bringsBack, late));

    private async Task DoGuardedAsync(Func<Task> work, bool bringsBack, CancellationToken late)
    {
        var before = await StackBefore.OfAsync(engine, stack, run);
        var undoing = before.HadContainers || KeepFailed ? null : Undo(before);
        // At once: what is under way may take longer to end than a run that is stopped waits for it.
        await using var told = run.CancellationToken.Register(() =>
        {
            undoing?.Begin();
            if (before.HadContainers)
                run.Warn("stopped on the way: ./build.sh Deploy goes on, ./build.sh Rollback goes back");
        });
        await using var left = late.Register(() => undoing?.Leave());
        try
        {
            await work();
            // Asked to stop while it ended: no later node will run to take away what was started.
            run.CancellationToken.ThrowIfCancellationRequested();
        }
        catch (ProblemException e) when (before.HadContainers && bringsBack && !NoRollback && !run.CancellationToken.IsCancellationRequested)
        {
            throw await BringBackAsync(e);
        }
        catch (Exception) when (undoing is not null)
        {
            run.Log("nothing of the stack ran before: removing what was started");
            await undoing.UndoAsync(late);
            throw;
        }
    }
}
