using Slipway.Processes;

namespace Slipway.GitHub.Tests.Workflows;

/// <summary>Artifacts as the actions pass them: files without their mode bits, below the deepest folder that all patterns have in common.</summary>
/// <remarks>https://github.com/actions/upload-artifact#upload-using-multiple-paths-and-exclusions</remarks>
internal static class ActionArtifacts
{
    public static async Task UploadAsync(string folder, string artifact, IReadOnlyDictionary<string, string> with)
    {
        var patterns = with["path"].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var (chosen, left) = (new List<string>(), new List<string>());
        foreach (var pattern in patterns)
            (pattern.StartsWith('!') ? left : chosen).AddRange(await FilesOfAsync(folder, pattern.TrimStart('!')));
        var files = chosen.Distinct(StringComparer.Ordinal)
            .Where(file => with.GetValueOrDefault("include-hidden-files") == "true" || !Path.GetRelativePath(folder, file).Split('/').Any(part => part.StartsWith('.')))
            .Except(left, StringComparer.Ordinal).ToList();
        Assert.False(files.Count == 0 && with["if-no-files-found"] == "error", "no files found");
        Assert.False(Directory.Exists(artifact), $"two artifacts are named {Path.GetFileName(artifact)}");
        var root = Ancestor(folder, patterns);
        foreach (var file in files)
        {
            var to = Path.Combine(artifact, Path.GetRelativePath(root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            await File.WriteAllBytesAsync(to, await File.ReadAllBytesAsync(file));
        }
    }

    public static void Download(string artifacts, string folder, IReadOnlyDictionary<string, string> with)
    {
        var names = with.TryGetValue("name", out var name) ? [Path.Combine(artifacts, name)] : Directory.GetDirectories(artifacts, with["pattern"]).Order(StringComparer.Ordinal).ToArray();
        Assert.True(names.Length == 1 || with.GetValueOrDefault("merge-multiple") == "true");
        foreach (var artifact in names)
        {
            foreach (var file in Directory.EnumerateFiles(artifact, "*", SearchOption.AllDirectories))
            {
                var to = Path.Combine(folder, with["path"], Path.GetRelativePath(artifact, file));
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.WriteAllBytes(to, File.ReadAllBytes(file));
            }
        }
    }

    // The shell's own patterns, with ** for folders; a folder stands for all that is in it.
    private static async Task<List<string>> FilesOfAsync(string folder, string pattern)
    {
        var runner = new ProcessRunner(TimeProvider.System);
        var script = "shopt -s globstar nullglob dotglob; for f in " + string.Concat(pattern.Select(c => c is '*' or '?' or '[' or ']' ? c.ToString() : $"\\{c}")) + "; do if [ -d \"$f\" ]; then find \"$f\" -type f; elif [ -f \"$f\" ]; then echo \"$f\"; fi; done";
        var result = await runner.RunAsync(new ProcessInvocation { Program = "bash", Arguments = ["-c", script], WorkingFolder = folder, Timeout = TimeSpan.FromMinutes(1) });
        return [.. result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(file => Path.GetFullPath(file, folder)).Distinct(StringComparer.Ordinal)];
    }

    private static string Ancestor(string folder, string[] patterns)
    {
        var paths = patterns.Where(pattern => !pattern.StartsWith('!')).Select(pattern => pattern.Split('/').TakeWhile(part => part.AsSpan().IndexOfAny('*', '?', '[') < 0).ToList()).ToList();
        var common = paths.Aggregate((a, b) => [.. a.Zip(b).TakeWhile(pair => pair.First == pair.Second).Select(pair => pair.First)]);
        var root = Path.Combine([folder, .. common]);
        return File.Exists(root) ? Path.GetDirectoryName(root)! : root;
    }
}
