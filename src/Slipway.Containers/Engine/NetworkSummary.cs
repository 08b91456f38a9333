namespace Slipway.Containers.Engine;

/// <summary>A network.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Driver">What makes it, mostly <c>bridge</c>.</param>
/// <param name="Labels">Its labels.</param>
public sealed record NetworkSummary(string Id, string Name, string Driver, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>Its address ranges, such as <c>172.17.0.0/16</c>.</summary>
    public IReadOnlyList<string> Subnets { get; init; } = [];
}
