namespace Slipway.Containers.Engine;

/// <summary>Takes the text of an image reference apart, as the engine's paths and queries want it.</summary>
internal static class ImageName
{
    /// <summary>The name and the tag or digest; <c>latest</c> where neither is written, as an empty tag means all tags to the engine.</summary>
    public static (string Name, string Tag) Split(string reference)
    {
        if (reference.IndexOf('@', StringComparison.Ordinal) is var at and > 0)
            return (WithoutTag(reference[..at]), reference[(at + 1)..]);
        var name = WithoutTag(reference);
        return name.Length == reference.Length ? (name, "latest") : (name, reference[(name.Length + 1)..]);
    }

    public static string RegistryOf(string reference)
    {
        var first = reference.Split('/')[0];
        var isHost = first.Length < reference.Length
            && (first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal) || first == "localhost");
        return isHost ? first : "docker.io";
    }

    /// <summary>The name for a path: slashes, colons and @ stay as they are.</summary>
    public static string InPath(string reference) => Uri.EscapeDataString(reference)
        .Replace("%2F", "/", StringComparison.Ordinal)
        .Replace("%3A", ":", StringComparison.Ordinal)
        .Replace("%40", "@", StringComparison.Ordinal);

    private static string WithoutTag(string name) =>
        name.LastIndexOf(':') is var colon && colon > name.LastIndexOf('/') ? name[..colon] : name;
}
