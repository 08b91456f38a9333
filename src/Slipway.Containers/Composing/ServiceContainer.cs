using Slipway.Containers.Engine;

namespace Slipway.Containers.Composing;

/// <summary>A container of a compose project.</summary>
/// <param name="Service">The service that it belongs to.</param>
/// <param name="IsOneShot">Whether it was made by a one-shot run.</param>
/// <param name="Container">The container itself.</param>
public sealed record ServiceContainer(string Service, bool IsOneShot, ContainerSummary Container);
