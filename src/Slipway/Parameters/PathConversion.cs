namespace Slipway.Parameters;

/// <summary>Reads paths. A relative one starts from the folder that whoever wrote it was in.</summary>
internal static class PathConversion
{
    public static bool IsPath(Type type) => type == typeof(AbsolutePath) || type == typeof(FileInfo) || type == typeof(DirectoryInfo);

    public static Conversion Convert(string text, Type type, string folder)
    {
        const string expected = "a path";
        if (text.Length == 0 || text.Contains('\0', StringComparison.Ordinal))
            return new(null, expected);
        var full = Path.GetFullPath(text, folder);
        return new(type == typeof(AbsolutePath) ? AbsolutePath.Parse(full) : type == typeof(FileInfo) ? new FileInfo(full) : new DirectoryInfo(full), expected);
    }
}
