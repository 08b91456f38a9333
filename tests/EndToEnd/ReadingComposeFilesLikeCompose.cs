using System.Text.Json.Nodes;
using EndToEnd.ComposeOracle;
using Slipway;
using Slipway.Containers.Compose;

namespace EndToEnd;

public sealed class ReadingComposeFilesLikeCompose
{
    private const int Projects = 600;

    // docs/compatibility.md has the reasons.
    private static readonly string[] Explained = ["panic: ", "must be a list", "must be a mapping"];

    [Fact]
    public async Task Random_projects_are_taken_and_refused_like_compose_does_and_have_the_same_normal_form()
    {
        var (compose, whyNot) = await ComposeProgram.FindAsync();
        Assert.SkipUnless(compose is not null, whyNot);
        var root = Directory.CreateTempSubdirectory("slipway-compose-").FullName;
        var differences = new SortedDictionary<int, string>();
        var taken = 0;
        try
        {
            await Parallel.ForAsync(1, Projects + 1, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken }, async (seed, _) =>
            {
                var project = new RandomProject(seed);
                var folder = Path.Combine(root, $"project{seed}");
                Write(project, folder);
                var (json, message) = await compose.ConfigAsync(project, folder);
                var difference = Compare(json, message, project, folder);
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
        Assert.InRange(taken, Projects / 3, Projects * 2 / 3);
    }

    private static void Write(RandomProject project, string folder)
    {
        foreach (var (name, text) in project.Files)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }

    private static string? Compare(string? json, string message, RandomProject project, string folder)
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

    private static ComposeProject Load(RandomProject project, string folder)
    {
        var environment = new Dictionary<string, string>(project.Variables, StringComparer.Ordinal) { ["HOME"] = "/root" };
        var options = ComposeDiscovery.Find(folder, environment, All("-f"), environmentFiles: All("--env-file"));
        return ComposeLoader.Load(options with { Profiles = All("--profile") is { Count: > 0 } profiles ? profiles : null, ProjectName = All("-p").FirstOrDefault() });

        List<string> All(string option) =>
            [.. project.Arguments.Index().Where(argument => argument.Item == option).Select(argument => project.Arguments[argument.Index + 1])];
    }
}
