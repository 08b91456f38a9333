namespace Slipway.BuildKit;

/// <summary>Something that a step wrote: any piece of its output, not always whole lines.</summary>
/// <param name="Vertex">The step's digest.</param>
/// <param name="Time">When it was written.</param>
/// <param name="IsError">Whether it came on standard error.</param>
/// <param name="Data">What was written, as bytes: a character may be cut in two.</param>
public sealed record VertexLog(string Vertex, DateTimeOffset Time, bool IsError, ReadOnlyMemory<byte> Data);
