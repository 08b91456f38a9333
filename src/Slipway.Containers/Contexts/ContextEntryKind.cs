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
}
