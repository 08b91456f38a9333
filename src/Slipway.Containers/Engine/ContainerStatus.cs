namespace Slipway.Containers.Engine;

/// <summary>The life of a container.</summary>
public enum ContainerStatus
{
    /// <summary>The engine uses a word that this client does not know.</summary>
    Unknown,

    /// <summary>Made, never started; also what remains when the start failed, for instance by a port that is taken.</summary>
    Created,

    /// <summary>Its process runs. A container in a restart loop mostly reads so too.</summary>
    Running,

    /// <summary>Its process is frozen.</summary>
    Paused,

    /// <summary>Waits to be started again after its process ended.</summary>
    Restarting,

    /// <summary>Is being removed.</summary>
    Removing,

    /// <summary>Its process has ended.</summary>
    Exited,

    /// <summary>The engine failed to remove it.</summary>
    Dead,
}
