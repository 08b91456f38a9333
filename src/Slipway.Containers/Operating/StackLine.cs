using Slipway.Containers.Engine;

namespace Slipway.Containers.Operating;

/// <summary>A line of a stack's logs.</summary>
/// <param name="Service">The service that wrote it.</param>
/// <param name="Container">Its container, without the project's name: <c>web-1</c>.</param>
/// <param name="ContainerId">Its container.</param>
/// <param name="Line">The line.</param>
public sealed record StackLine(string Service, string Container, string ContainerId, LogLine Line);
