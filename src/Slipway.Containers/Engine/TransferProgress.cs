namespace Slipway.Containers.Engine;

/// <summary>News of a pull or a push.</summary>
/// <param name="Status">What happens, such as <c>Downloading</c>.</param>
/// <param name="Layer">The layer it happens to; empty for the image as a whole.</param>
/// <param name="Current">How much of the layer is done.</param>
/// <param name="Total">The layer's size; zero where unknown.</param>
public sealed record TransferProgress(string Status, string Layer, ByteSize Current, ByteSize Total);
