using System.Globalization;
using Benchmarks.Contenders;

namespace Benchmarks.Works.Images;

/// <summary>Eight images whose steps hold a gibibyte each, and memory for four of them.</summary>
internal sealed class HungryImages : IWork
{
    private const int Count = 8;
    private const string Group = "/slipway-benchmark";

    private static readonly string Limit = ((4L << 30) + (512L << 20)).ToString(CultureInfo.InvariantCulture);

    public string Name => "images-memory";

    public string Title => "Eight images whose steps hold 1 GiB and wait, in a control group of 4.5 GiB";

    public string Note => "Four at a time share the processors while they fill their memory; one of them alone does not, and is what the optimum is counted from.";

    public int? MostRounds => 3;

    public async Task<IReadOnlyList<Contender>> PrepareAsync(Scratch scratch, CancellationToken cancellationToken)
    {
        var builds = new ContainerBuilds(scratch);
        var missing = await builds.MakeAsync(cancellationToken) ?? MakeGroup();
        var engine = ContainerBuilds.Engines[0];
        var one = Write(new ImageStack(builds, Name + "-one"), 1);
        var all = Write(new ImageStack(builds, Name), Count);
        var optimum = Ours("one of them alone", one, "sequential");
        return
        [
            // Four at a time, twice.
            Ours("`./build.sh BuildImages --mode adaptive --memory 4GiB`", all, "adaptive", "--memory", "4GiB") with { Reach = 2 * 1.1, ReachIsTimes = optimum.Name },
            Ours("`./build.sh BuildImages --mode sequential`", all, "sequential"),
            Ours("`./build.sh BuildImages --mode parallel`, killed ones again alone", all, "parallel"),
            optimum,
            Contender.NotHere("docker compose build", "compose cannot be told of a control group: without a limit nothing is killed on a machine with more memory"),
        ];

        Contender Ours(string title, ImageStack stack, string mode, params string[] more) =>
            builds.Ours(engine, title, missing, ["BuildImages", "--no-cache", "--stack", stack.Name, "--mode", mode, "--build-control-group", Group, .. more]);
    }

    // Left behind: the group is empty, and the next measurement uses it again.
    private static string? MakeGroup()
    {
        var (first, second) = ("/sys/fs/cgroup/memory" + Group, "/sys/fs/cgroup" + Group);
        try
        {
            var isFirst = Directory.Exists("/sys/fs/cgroup/memory");
            Directory.CreateDirectory(isFirst ? first : second);
            File.WriteAllText(isFirst ? first + "/memory.limit_in_bytes" : second + "/memory.max", Limit);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "no control group can be made here: " + e.Message;
        }
    }

    private static ImageStack Write(ImageStack stack, int count)
    {
        stack.Write(count);
        var services = "";
        for (var i = 0; i < count; i++)
        {
            stack.WriteFile($"s{i}/Dockerfile", $"FROM {ImageStack.Base}\nLABEL of={stack.Name}-{i}\nRUN --mount=type=tmpfs,target=/held : {stack.Name}-{i}; dd if=/dev/zero of=/held/x bs=1M count=1000 && sleep 4\nUSER 1000\n");
            services += $"  s{i}: {{ image: 'slipway-benchmark/{stack.Name}-{i}:1', build: ./s{i}, x-slipway: {{ build: {{ memory: 1GiB }} }} }}\n";
        }

        stack.WriteFile("compose.yaml", "services:\n" + services);
        return stack;
    }
}
