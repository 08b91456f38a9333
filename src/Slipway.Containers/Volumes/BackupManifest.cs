using System.Text.Json;

namespace Slipway.Containers.Volumes;

/// <summary>What a backup holds: <c>manifest.json</c>.</summary>
public sealed record BackupManifest
{
    /// <summary>Raised when a field changes its meaning.</summary>
    public const int Newest = 1;

    /// <summary>Which version of this form it is.</summary>
    public int Version { get; init; } = Newest;

    /// <summary>Its name: the time when it was begun.</summary>
    public required string Id { get; init; }

    /// <summary>The compose project.</summary>
    public required string Project { get; init; }

    /// <summary>When it was begun.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What writers did meanwhile.</summary>
    public required WhileBackingUp While { get; init; }

    /// <summary>The engine's version.</summary>
    public string Engine { get; init; } = "";

    /// <summary>The volumes.</summary>
    public required IReadOnlyList<VolumeBackup> Volumes { get; init; }

    /// <summary>All its files together.</summary>
    public ByteSize Size => new(Volumes.Sum(volume => volume.FileBytes));

    internal static BackupManifest Parse(byte[] json)
    {
        var manifest = JsonSerializer.Deserialize(json, BackupJson.Default.BackupManifest) ?? throw new JsonException("it is null");
        if (manifest.Version > Newest)
            throw new JsonException($"it is of version {manifest.Version}; this Slipway reads up to {Newest}");
        // A name of a file is never a path to somewhere else.
        foreach (var volume in manifest.Volumes)
        {
            if (volume.File.Length == 0 || volume.File != Path.GetFileName(volume.File))
                throw new JsonException($"'{volume.File}' is no name of a file");
        }

        return manifest;
    }

    internal byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, BackupJson.Default.BackupManifest);
}
