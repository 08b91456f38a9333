namespace Slipway.Containers.Images;

/// <summary>Makes one short line of a text.</summary>
internal static class Line
{
    private const int Longest = 110;

    public static string Of(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Longest ? line : line[..(Longest - 1)] + "…";
    }
}
