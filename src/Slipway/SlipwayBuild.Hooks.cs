namespace Slipway;

/// <content>
/// What a build may do as it goes on. Hooks are called one at a time, in order, and the run waits for them: keep them
/// short. One that throws is reported and changes nothing. None of them is called for <c>--plan</c>, <c>--help</c> and the like.
/// </content>
public abstract partial class SlipwayBuild
{
    /// <summary>Parameters have their values, targets are known, the project's lock is held; nothing is planned yet.</summary>
    protected virtual void OnBuildInitialized()
    {
    }

    /// <summary>The plan is made; nothing has started yet.</summary>
    /// <param name="start">What will run.</param>
    protected virtual void OnBuildStarted(BuildStart start)
    {
    }

    /// <summary>Everything has ended, however it did.</summary>
    /// <param name="end">What became of it.</param>
    protected virtual void OnBuildFinished(BuildEnd end)
    {
    }

    /// <summary>A node with work is about to run.</summary>
    /// <param name="start">The node.</param>
    protected virtual void OnTargetStarted(TargetStart start)
    {
    }

    /// <summary>A node with work ran to its end, or was up to date.</summary>
    /// <param name="end">The node.</param>
    protected virtual void OnTargetSucceeded(TargetEnd end)
    {
    }

    /// <summary>A node failed, or was stopped while it ran.</summary>
    /// <param name="end">The node.</param>
    protected virtual void OnTargetFailed(TargetEnd end)
    {
    }

    /// <summary>A node did not run: it was skipped, or something that it needs failed.</summary>
    /// <param name="end">The node.</param>
    protected virtual void OnTargetSkipped(TargetEnd end)
    {
    }
}
