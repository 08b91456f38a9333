namespace Slipway.BuildKit;

/// <summary>A builder could not do what it was asked to.</summary>
/// <param name="message">Why, in the builder's words where it has any.</param>
/// <param name="innerException">What lies below.</param>
public class BuildKitException(string message, Exception? innerException = null) : Exception(message, innerException);
