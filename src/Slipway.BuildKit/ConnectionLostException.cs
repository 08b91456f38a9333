namespace Slipway.BuildKit;

/// <summary>The connection to the builder was lost. Nothing of what was asked is half done: it is safe to repeat it.</summary>
/// <param name="message">What was lost, and how that showed.</param>
/// <param name="innerException">What lies below.</param>
public sealed class ConnectionLostException(string message, Exception? innerException = null) : BuildKitException(message, innerException);
