namespace Slipway.Containers.Engine;

/// <summary>No connection to the engine came about; kept apart from connections that break later.</summary>
/// <param name="reason">What the system said.</param>
/// <param name="isForbidden">Whether an engine may be there, but this user may not speak to it.</param>
/// <param name="innerException">The system's own exception.</param>
internal sealed class EngineConnectException(string reason, bool isForbidden, Exception innerException)
    : IOException(reason, innerException)
{
    public bool IsForbidden { get; } = isForbidden;
}
