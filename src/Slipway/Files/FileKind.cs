namespace Slipway;

/// <summary>What counts of a file beside its path and content.</summary>
public enum FileKind
{
    /// <summary>A file.</summary>
    File,

    /// <summary>A file that its owner may execute.</summary>
    Executable,

    /// <summary>A link; its text is its content.</summary>
    Link,
}
