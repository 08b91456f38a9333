namespace Slipway.BuildKit.Grpc;

/// <summary>A call that ended with another status than OK.</summary>
#pragma warning disable CA1064 // It never leaves the library: callers get BuildKitException.
internal sealed class GrpcException(GrpcStatus status, string message, byte[]? details = null) : Exception(message)
#pragma warning restore CA1064
{
    public GrpcStatus Status { get; } = status;

    /// <summary>A google.rpc.Status with more about the error; <see langword="null"/> where there is none.</summary>
    public byte[]? Details { get; } = details;
}
