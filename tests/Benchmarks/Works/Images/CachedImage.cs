using System.Globalization;
using Benchmarks.Contenders;
using Slipway.Processes;

namespace Benchmarks.Works.Images;

/// <summary>One image whose steps are all in the engine's cache, built by the client alone.</summary>
internal sealed class CachedImage : IWork
{
    public string Name => "image-cached";

    public string Title => "One image, every step cached";

    /// <summary>What the build itself measured.</summary>
    public static double Took(ProcessResult result)
    {
        var line = result.Output.Select(output => output.Text).First(text => text.Contains(" took ", StringComparison.Ordinal));
        return double.Parse(line[(line.IndexOf(" took ", StringComparison.Ordinal) + 6)..].Split(' ')[0], CultureInfo.InvariantCulture);
    }

    public async Task<IReadOnlyList<Contender>> PrepareAsync(Scratch scratch, CancellationToken cancellationToken)
    {
        var builds = new ContainerBuilds(scratch);
        var missing = await builds.MakeAsync(cancellationToken);
        var all = new List<Contender>();
        foreach (var engine in ContainerBuilds.Engines)
        {
            var stack = new ImageStack(builds, Name).Write(1);
            var folder = Path.Combine(stack.Folder, "s0");
            var docker = await builds.TheirsAsync(engine, "docker", stack.Name, ["build", "-q", "-t", "slipway-benchmark/cli:1", folder], cancellationToken);
            all.Add(builds.Ours(engine, "our client, the whole process", missing, "Solve", "--folder", folder) with { Reach = 1, ReachIsTimes = docker.Name });
            all.Add(builds.Ours(engine, "our client, by a session, the whole process", missing, "Solve", "--folder", folder, "--session"));
            all.Add(builds.Ours(engine, "our client, warm in one process", missing, "Solve", "--folder", folder, "--times", "21") with { Read = Took, Expected = "took", Reach = 0.035 });
            all.Add(builds.Ours(engine, "our client, by a session, warm in one process", missing, "Solve", "--folder", folder, "--times", "21", "--session") with { Read = Took, Expected = "took", Reach = 0.035 });
            all.Add(docker);
        }

        return all;
    }
}
