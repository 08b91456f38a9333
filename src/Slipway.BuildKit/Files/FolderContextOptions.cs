namespace Slipway.BuildKit;

/// <summary>How a folder is sent.</summary>
public sealed record FolderContextOptions
{
    /// <summary>
    /// What is left out. Unless set, the builder reads <c>.dockerignore</c> itself and says what it does not want.
    /// </summary>
    public IIgnoreRules? Ignore { get; init; }

    /// <summary>
    /// A file that remembers what was in files, so that those that the system shows to be unchanged are not read again.
    /// Every file is read each time unless set. A damaged one costs time, never correctness.
    /// </summary>
    public string? CacheFile { get; init; }

    /// <summary>Tells how old files are. The system's clock unless set.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
