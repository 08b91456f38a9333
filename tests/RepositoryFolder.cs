namespace Slipway.Tests.Shared;

/// <summary>The repository that the tests lie in.</summary>
internal static class RepositoryFolder
{
    public static string Path { get; } = Find();

    /// <summary>A file of it, by its path from there.</summary>
    public static string Of(string path) => System.IO.Path.Combine(Path, path);

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "Solution.sln")))
            folder = System.IO.Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not lie in the repository.");
        return folder;
    }
}
