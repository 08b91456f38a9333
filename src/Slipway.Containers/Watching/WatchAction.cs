namespace Slipway.Containers.Watching;

/// <summary>What happens when a file of a rule changes.</summary>
internal enum WatchAction
{
    /// <summary>It is copied into the containers.</summary>
    Sync,

    /// <summary>It is copied, and a command runs in the containers.</summary>
    SyncAndExec,

    /// <summary>It is copied, and the containers are restarted.</summary>
    SyncAndRestart,

    /// <summary>The containers are restarted: they see the file already.</summary>
    Restart,

    /// <summary>The image is built, and the containers are made anew.</summary>
    Rebuild,
}
