namespace Slipway.Containers.Compose;

/// <summary>A service that extends another.</summary>
/// <param name="File">The file of the other one.</param>
/// <param name="Service">The service.</param>
/// <param name="Extended">The other one.</param>
/// <param name="Place">Where it says so.</param>
internal sealed record ExtendsStep(string File, string Service, string Extended, Place Place);
