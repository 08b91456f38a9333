using System.Text.Json;

namespace Slipway.Components;

/// <summary>What pushes of this job, or of one before it, left behind.</summary>
internal static class PushedRecord
{
    /// <summary>All records below a folder, in the order of their names.</summary>
    /// <exception cref="ProblemException">One is damaged.</exception>
    public static IReadOnlyList<Pushed> ReadAll(string root, string folder) => !Directory.Exists(folder) ? [] :
        [.. Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => Read(root, file))];

    private static Pushed Read(string root, string file)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            return new Pushed(Text(json, "reference"), Text(json, "digest"), Text(json, "imageId"));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new ProblemException(GitHubComponentProblems.NotADigest(Path.GetRelativePath(root, file), e.Message));
        }
    }

    private static string Text(JsonDocument json, string name) => json.RootElement.GetProperty(name).GetString() ?? throw new JsonException($"'{name}' is null");
}
