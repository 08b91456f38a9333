namespace Slipway.Containers.Engine;

/// <summary>A container in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, without the leading slash.</param>
/// <param name="Image">The image by the name it was started with.</param>
/// <param name="ImageId">The image by its id.</param>
/// <param name="Status">Where in its life it is.</param>
/// <param name="StatusText">The same for people: <c>Up 2 minutes (healthy)</c>.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Ports">Its ports.</param>
public sealed record ContainerSummary(
    string Id,
    string Name,
    string Image,
    string ImageId,
    ContainerStatus Status,
    string StatusText,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyList<ContainerPort> Ports);
