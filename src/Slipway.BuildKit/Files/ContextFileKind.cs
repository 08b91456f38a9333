namespace Slipway.BuildKit;

/// <summary>What an entry of a context is.</summary>
public enum ContextFileKind
{
    /// <summary>A file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A symbolic link; it is not followed.</summary>
    Link,

    /// <summary>A named pipe.</summary>
    Pipe,
}
