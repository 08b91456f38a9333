namespace Slipway.Containers.Volumes;

/// <summary>One volume of a backup.</summary>
public sealed record VolumeBackup
{
    /// <summary>Its key below <c>volumes:</c>, or its name where the compose file does not say.</summary>
    public required string Key { get; init; }

    /// <summary>Its name on the engine that it came from.</summary>
    public required string Name { get; init; }

    /// <summary>How it was backed up.</summary>
    public required BackupKind Kind { get; init; }

    /// <summary>The file beside the manifest.</summary>
    public required string File { get; init; }

    /// <summary>The size of that file.</summary>
    public required long FileBytes { get; init; }

    /// <summary>Its SHA-256.</summary>
    public required string Sha256 { get; init; }

    /// <summary>What it holds, whatever its order and compression; of a dump the SHA-256 of its text.</summary>
    public required string Content { get; init; }

    /// <summary>The content of all files, or the length of the dump.</summary>
    public required long Bytes { get; init; }

    /// <summary>Files, folders and links; 0 for a dump.</summary>
    public int Entries { get; init; }

    /// <summary>What held it. <c>local</c> unless set.</summary>
    public string Driver { get; init; } = "local";

    /// <summary>What its driver was told.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The services that used it.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>The image of the server that wrote a dump.</summary>
    public string? Image { get; init; }
}
