namespace Slipway.Planning;

/// <summary>What a person asks for: <c>Target</c>, or <c>Target:item</c> for one node of it.</summary>
/// <param name="Target">The target's name or alias.</param>
/// <param name="Item">The item's text; <see langword="null"/> for all.</param>
internal sealed record RequestedName(string Target, string? Item)
{
    /// <summary>Reads a name. Items may hold colons themselves, names of targets cannot.</summary>
    public static RequestedName Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? new RequestedName(text, null) : new RequestedName(text[..colon], text[(colon + 1)..]);
    }
}
