namespace Slipway.Containers.Registry;

/// <summary>A failure that may be over when the question is asked again.</summary>
/// <param name="reason">What happened, in a few words.</param>
/// <param name="after">How long the registry asks to be left alone; <see langword="null"/> where it does not say.</param>
#pragma warning disable CA1064 // It never leaves this folder.
internal sealed class RegistryRetryException(string reason, TimeSpan? after = null) : Exception(reason)
#pragma warning restore CA1064
{
    public TimeSpan? After { get; } = after;
}
