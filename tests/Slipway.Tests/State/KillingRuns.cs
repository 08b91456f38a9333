using System.Text.Json;
using Slipway.Testing;
using Slipway.Tests.Hosting;

namespace Slipway.Tests.State;

[Trait("Category", "Deep")]
public sealed class KillingRuns(ITestOutputHelper output)
{
    private const int Kills = 50;

    [Fact]
    public async Task A_run_that_is_killed_at_any_moment_leaves_nothing_that_a_new_run_stumbles_over()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs env(1)");
        var (files, takes) = await UndisturbedAsync();
        var random = new Random(20_260_101);
        var (killed, resumed) = (0, 0);
        for (var i = 0; i < Kills; i++)
        {
            using var project = new TestProject();
            // A state file and outputs of an earlier run are there every other time, and must survive too.
            if (i % 2 == 1)
            {
                await BuildProcess.RunAsync(project, "All");
                File.Delete(project.PathOf("out/bee"));
                File.Delete(project.PathOf("out/all"));
            }

            var moment = takes * random.NextDouble();
            var build = new BuildProcess(project, "All");
            await build.Id;
            await Task.Delay(moment, TestContext.Current.CancellationToken);
            await build.KillAsync();
            var wasKilled = (await build.Completion).ExitCode == 137;
            killed += wasKilled ? 1 : 0;
            AssertDoneIsDone(project, files, earlier: i % 2);

            var next = await BuildProcess.RunAsync(project, i % 4 < 2 ? ["All", "--resume"] : ["All"]);
            if (next.ExitCode == 2 && next.StandardError.StartsWith("error SW0100: ", StringComparison.Ordinal))
                next = await BuildProcess.RunAsync(project, "All");
            else if (i % 4 < 2)
                resumed++;

            Assert.True(next.Succeeded, $"killed after {moment.TotalMilliseconds:0} ms (number {i}):\n{next.StandardOutput}{next.StandardError}");
            Assert.Equal(files, Outputs(project));
        }

        output.WriteLine($"{killed} of {Kills} were killed before their end, {resumed} resumed; an undisturbed run takes {takes.TotalMilliseconds:0} ms");
        Assert.InRange(killed, Kills / 2, Kills);
        Assert.InRange(resumed, 1, Kills);
    }

    private static async Task<(SortedDictionary<string, string> Files, TimeSpan Takes)> UndisturbedAsync()
    {
        using var project = new TestProject();
        await BuildProcess.RunAsync(project, "All");
        Directory.Delete(project.PathOf("out"), recursive: true);
        var run = await BuildProcess.RunAsync(project, "All");
        Assert.Equal((0, ""), (run.ExitCode, run.StandardError));
        return (Outputs(project), run.Duration);
    }

    private static SortedDictionary<string, string> Outputs(TestProject project) =>
        new(project.Files().Where(file => file.StartsWith("out/", StringComparison.Ordinal)).ToDictionary(file => file[4..], project.Read, StringComparer.Ordinal), StringComparer.Ordinal);

    // What the journal's last run says is done has its output, whole.
    private static void AssertDoneIsDone(TestProject project, SortedDictionary<string, string> files, int earlier)
    {
        if (!File.Exists(project.PathOf(".nuke/temp/journal.jsonl")))
            return;
        var lines = project.Read(".nuke/temp/journal.jsonl").Split('\n');
        // Killed before it wrote a line, it did nothing either.
        if (lines.Count(line => line.Contains("\"event\":\"start\"", StringComparison.Ordinal)) == earlier)
            return;
        var last = Array.FindLastIndex(lines, line => line.Contains("\"event\":\"start\"", StringComparison.Ordinal));
        foreach (var line in lines.Skip(last + 1).Where(line => line.EndsWith('}') && line.Contains("\"done\"", StringComparison.Ordinal)))
        {
            using var json = JsonDocument.Parse(line);
            var node = json.RootElement.GetProperty("node").GetString()!;
            var file = node.StartsWith("Measure:", StringComparison.Ordinal) ? "size-" + node[8..]
                : node.StartsWith("Compile:", StringComparison.Ordinal) ? node[8..]
                : node switch { "Prepare" => "prepared", "Bundle" => "bundle", _ => "all" };
            Assert.Equal(files[file], project.Read("out/" + file));
        }
    }
}
