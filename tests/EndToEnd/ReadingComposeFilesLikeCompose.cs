using System.Text.Json.Nodes;
using EndToEnd.ComposeOracle;
using Slipway;
using Slipway.Containers.Compose;

namespace EndToEnd;

public sealed class ReadingComposeFilesLikeCompose
{
    // docs/compatibility.md has the reasons.
    private static readonly string[] Explained = ["panic: ", "must be a list", "must be a mapping"];

    [Theory]
    [InlineData("projects", 500)]
    [InlineData("raw", 40)]
    [InlineData("spoilt", 80)]
    [InlineData("environment", 60)]
    [InlineData("templates", 60)]
    [InlineData("short", 100)]
    [InlineData("merges", 60)]
    [InlineData("yaml", 80)]
    [InlineData("places", 60)]
    public Task Made_up_projects_are_taken_and_refused_like_compose_does_and_have_the_same_normal_form(string kind, int projects) => CompareAsync(kind, 1, projects);

    [Theory]
    [Trait("Category", "Deep")]
    [InlineData("projects")]
    [InlineData("raw")]
    [InlineData("spoilt")]
    [InlineData("environment")]
    [InlineData("templates")]
    [InlineData("short")]
    [InlineData("merges")]
    [InlineData("yaml")]
    [InlineData("places")]
    public Task Thousands_of_them_are(string kind) => CompareAsync(kind, 1_000, 2_000);

    private static async Task CompareAsync(string kind, int first, int count)
    {
        var (compose, whyNot) = await ComposeProgram.FindAsync();
        Assert.SkipUnless(compose is not null, whyNot);
        var root = Directory.CreateTempSubdirectory("slipway-compose-").FullName;
        var differences = new SortedDictionary<int, string>();
        var taken = 0;
        try
        {
            await Parallel.ForAsync(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken }, async (seed, _) =>
            {
                var project = ComposeCases.Make(kind, seed);
                var folder = Path.Combine(root, $"project{seed}");
                Write(project, folder);
                var (json, message) = await compose.ConfigAsync(project, Path.Combine(folder, project.Folder));
                var difference = Compare(json, message, project, Path.Combine(folder, project.Folder));
                Directory.Delete(folder, recursive: true);
                lock (differences)
                {
                    taken += json is null ? 0 : 1;
                    if (difference is not null)
                        differences[seed] = difference;
                }
            });
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }

        Assert.Empty(differences);
        // A kind of which compose takes none, or all, would compare little.
        Assert.InRange(taken, count / 20, count * 9 / 10);
    }

    private static void Write(IComposeCase project, string folder)
    {
        foreach (var (name, text) in project.Files)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }

    private static string? Compare(string? json, string message, IComposeCase project, string folder)
    {
        try
        {
            var ours = Load(project, folder).ToJson();
            if (json is not null)
                return JsonDifference.Find(JsonNode.Parse(json), JsonNode.Parse(ours));
            return Explained.Any(reason => message.Contains(reason, StringComparison.Ordinal)) ? null : $"only compose refuses it: {message}";
        }
        catch (ProblemException e)
        {
            return json is null ? null : $"only we refuse it: {e.Message}";
        }
    }

    private static ComposeProject Load(IComposeCase project, string folder)
    {
        var environment = new Dictionary<string, string>(project.Variables, StringComparer.Ordinal) { ["HOME"] = "/root" };
        var options = ComposeDiscovery.Find(folder, environment, All("-f"), All("--project-directory").FirstOrDefault(), All("--env-file"));
        return ComposeLoader.Load(options with
        {
            Profiles = All("--profile") is { Count: > 0 } profiles ? profiles : null,
            ProjectName = All("-p").FirstOrDefault(),
            Interpolates = !project.IsRaw,
            RefusesNewerFields = true,
        });

        List<string> All(string option) =>
            [.. project.Arguments.Index().Where(argument => argument.Item == option).Select(argument => project.Arguments[argument.Index + 1])];
    }
}
