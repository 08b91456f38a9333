using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EndToEnd.Stacks;

/// <summary>Produces the table of docs/images.md: with APPROVE=1 it is written there.</summary>
[Trait("Category", "Deep")]
public sealed class MeasuringStacks(Machine machine)
{
    private const string Begin = "<!-- measured -->\n";
    private const string End = "<!-- /measured -->";

    private static readonly string Page = Path.Combine(Machine.Repository, "docs", "images.md");

    // What changes, and with it which steps, in each stack's main image.
    private static readonly (string Stack, string Code, string Dependencies)[] Stacks =
    [
        ("bot-core", "python-ai-service/bot_core_ai/__main__.py", "python-ai-service/requirements.txt"),
        ("thebot", "backend/bots/views.py", "backend/requirements.txt"),
        ("pyhabot", "src/pyhabot/bot.py", "requirements.txt"),
        ("quit-smoking-bot", "src/bot.py", "requirements.txt"),
        ("money-bot", "money_bot/bot.py", "requirements.txt"),
    ];

    [Fact]
    public async Task Packages_are_installed_again_after_a_change_of_dependencies_and_not_after_one_of_code()
    {
        var times = new StringBuilder("| stack | from nothing | nothing changed | code changed | steps cached | dependencies changed | steps cached |\n|---|---:|---:|---:|---:|---:|---:|\n");
        var sizes = new StringBuilder("| stack | image | largest stage | the image | less |\n|---|---|---:|---:|---:|\n");
        foreach (var (name, code, dependencies) in Stacks)
        {
            await using var stack = StackProject.Of(machine, name);
            var cold = (await stack.Project.RunAsync("BuildImages", "--no-cache")).Succeeds();
            var same = (await stack.Project.RunAsync("BuildImages")).Succeeds();
            Append(stack.Project, code);
            var changed = (await stack.Project.RunAsync("BuildImages")).Succeeds();
            Append(stack.Project, dependencies);
            var moved = (await stack.Project.RunAsync("BuildImages")).Succeeds();
            (await stack.Project.RunAsync("VerifyImages", "--stage-sizes")).Succeeds();

            Assert.Empty(same.Lines("start BuildImages"));
            Assert.Single(changed.Lines("start BuildImages:"));
            Assert.Single(moved.Lines("start BuildImages:"));
            Assert.DoesNotContain(Steps(changed), step => step.Contains("] RUN pip ", StringComparison.Ordinal));
            Assert.Contains(Steps(moved), step => step.Contains("] RUN pip ", StringComparison.Ordinal));
            times.Append(CultureInfo.InvariantCulture, $"| `{name}` | {Seconds(cold)} | {Seconds(same)} | {Seconds(changed)} | {Cached(changed)} | {Seconds(moved)} | {Cached(moved)} |\n");
            await AppendSizesAsync(sizes, stack.Project, name);
        }

        var table = $"{Begin}\n{times}\n{sizes}\n{End}";
        TestContext.Current.TestOutputHelper?.WriteLine(table);
        if (Machine.Variables.GetValueOrDefault("APPROVE") != "1")
            return;
        var page = await File.ReadAllTextAsync(Page, TestContext.Current.CancellationToken);
        var (first, last) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        await File.WriteAllTextAsync(Page, page[..first] + table + page[(last + End.Length)..], TestContext.Current.CancellationToken);
    }

    // A line that changes nothing but the file.
    private static void Append(Project project, string file) =>
        File.AppendAllText(Path.Combine(project.Stack, file), $"# {project.StackName}\n");

    private static string Seconds(Run run) => run.Duration.TotalSeconds.ToString("0.0 s", CultureInfo.InvariantCulture);

    // Those that ran.
    private static IEnumerable<string> Steps(Run run) => run.Output.Split('\n').Where(line => line.Contains("] RUN ", StringComparison.Ordinal));

    // 'done: built, 5 of 9 steps cached'
    private static string Cached(Run run)
    {
        var row = run.Summary.Single(row => row.Key.StartsWith("BuildImages:", StringComparison.Ordinal) && row.Value.StartsWith("done: built", StringComparison.Ordinal)).Value;
        return row.Split(", ").SingleOrDefault(part => part.EndsWith(" steps cached", StringComparison.Ordinal))?.Replace(" steps cached", "", StringComparison.Ordinal) ?? "none";
    }

    private static async Task AppendSizesAsync(StringBuilder table, Project project, string name)
    {
        var path = Path.Combine(project.Folder, ".nuke", "temp", "reports", "verify", project.StackName + ".json");
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        foreach (var image in report.RootElement.GetProperty("images").EnumerateArray())
        {
            var total = image.GetProperty("size").GetInt64();
            if (image.GetProperty("stages").EnumerateArray().SkipLast(1).Select(stage => (Name: stage.GetProperty("stage").GetString(), Size: stage.GetProperty("size").GetInt64())).OrderByDescending(stage => stage.Size).FirstOrDefault() is not { Size: > 0 } largest)
                continue;
            table.Append(CultureInfo.InvariantCulture, $"| `{name}` | {image.GetProperty("image").GetString()} | {largest.Name} {largest.Size / 1e6:0} MB | {total / 1e6:0} MB | {100.0 * (largest.Size - total) / largest.Size:0.0} % |\n");
        }
    }
}
