namespace Slipway.Containers.Volumes;

/// <summary>A backup in its folder.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Manifest">What it holds; <see langword="null"/> where that cannot be read.</param>
/// <param name="Damage">Why it cannot be read; <see langword="null"/> where it can.</param>
public sealed record StoredBackup(string Folder, BackupManifest? Manifest, string? Damage)
{
    /// <summary>Its name.</summary>
    public string Id => Path.GetFileName(Folder.TrimEnd(Path.DirectorySeparatorChar));
}
