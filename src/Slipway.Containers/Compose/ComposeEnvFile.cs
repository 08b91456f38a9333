namespace Slipway.Containers.Compose;

/// <summary>A file that a service's environment is read from.</summary>
/// <param name="Path">The file, absolute.</param>
/// <param name="IsRequired">Whether the file has to exist.</param>
/// <param name="Place">Where the use is written.</param>
public sealed record ComposeEnvFile(string Path, bool IsRequired, Place Place)
{
    /// <summary>The file's format; that of <c>.env</c> unless set.</summary>
    public string? Format { get; init; }
}
