using System.Globalization;

namespace Slipway.Containers.Composing;

/// <summary>An address that answers when the stack works, as those who use it see it.</summary>
/// <param name="Address">
/// An <c>http</c> or <c>https</c> address. The host <c>container</c> stands for the address that the service's container
/// publishes that port on.
/// </param>
/// <param name="Place">Where it is written.</param>
public sealed record HttpProbe(Uri Address, Place Place) : Probe(Place)
{
    /// <summary>The statuses that count; every one below 400 unless set.</summary>
    public IReadOnlyList<int> Statuses { get; init; } = [];

    /// <summary>What the body must contain; anything unless set.</summary>
    public string? Body { get; init; }

    /// <summary>Values of a JSON body by their path, such as <c>checks.db</c> or <c>items.0.state</c>; none unless set.</summary>
    public IReadOnlyDictionary<string, string> Json { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string What
    {
        get
        {
            List<string> wants = [];
            if (Statuses.Count > 0)
                wants.Add($"status {string.Join(" or ", Statuses.Select(status => status.ToString(CultureInfo.InvariantCulture)))}");
            if (Body is { } body)
                wants.Add($"\"{body}\" in the body");
            wants.AddRange(Json.Select(pair => $"{pair.Key} = {pair.Value}"));
            return $"GET {Address}{(wants.Count > 0 ? $" with {string.Join(", ", wants)}" : "")}";
        }
    }
}
