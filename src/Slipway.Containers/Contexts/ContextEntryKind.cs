namespace Slipway.Containers.Contexts;

/// <summary>What an entry of a build context is.</summary>
public enum ContextEntryKind
{
    /// <summary>A file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A symbolic link; it is not followed.</summary>
    Link,

    /// <summary>A named pipe.</summary>
    Pipe,

    /// <summary>A socket; builders make an empty file of it.</summary>
    Socket,

    /// <summary>A device, which cannot be sent.</summary>
    Device,
}
