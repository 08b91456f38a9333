namespace Slipway.BuildKit;

/// <summary>A context cannot be sent: a file of it cannot be read, or changed while it was.</summary>
/// <param name="path">The entry, relative to the context; empty for the context itself.</param>
/// <param name="message">What is wrong with it.</param>
/// <param name="hasChanged">Whether it changed while the context was read, and repeating the build may help.</param>
/// <param name="innerException">What the system said.</param>
public sealed class ContextException(string path, string message, bool hasChanged = false, Exception? innerException = null)
    : BuildKitException(message, innerException)
{
    /// <summary>The entry, relative to the context; empty for the context itself.</summary>
    public string Path { get; } = path;

    /// <summary>Whether it changed while the context was read: repeating the build may help.</summary>
    public bool HasChanged { get; } = hasChanged;
}
