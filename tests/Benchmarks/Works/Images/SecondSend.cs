using System.Globalization;
using Benchmarks.Contenders;

namespace Benchmarks.Works.Images;

/// <summary>A large context that the engine has already, but for one file.</summary>
internal sealed class SecondSend : IWork
{
    private const int Files = 10_000;
    private const string Changed = "s0/d7/f7.txt";

    public string Name => "context";

    public string Title => "A context of 10,000 files that was sent before, one of them changed";

    public async Task<IReadOnlyList<Contender>> PrepareAsync(Scratch scratch, CancellationToken cancellationToken)
    {
        var builds = new ContainerBuilds(scratch);
        var missing = await builds.MakeAsync(cancellationToken);
        var all = new List<Contender>();
        foreach (var engine in ContainerBuilds.Engines)
        {
            var (ours, client, theirs) = (Write(builds, Name), Write(builds, Name + "-client"), Write(builds, Name + "-theirs"));
            var docker = await builds.TheirsAsync(engine, "docker", theirs.Name, ["build", "-q", "-t", "slipway-benchmark/context-cli:1", "s0"], cancellationToken) with { Before = () => theirs.Change(Changed) };
            all.Add(builds.Ours(engine, "our client, the whole process", missing, "Solve", "--folder", Path.Combine(client.Folder, "s0")) with { Before = () => client.Change(Changed), Reach = 0.5, ReachIsTimes = docker.Name });
            all.Add(builds.Ours(engine, "`./build.sh BuildImages`, with fingerprints", missing, "BuildImages", "--stack", ours.Name) with { Before = () => ours.Change(Changed) });
            all.Add(docker);
        }

        return all;
    }

    private static ImageStack Write(ContainerBuilds builds, string name)
    {
        var stack = new ImageStack(builds, name).Write(1);
        stack.WriteFile("s0/Dockerfile", $"FROM scratch\nCOPY . /{name}/\n");
        for (var i = 0; i < Files; i++)
            stack.WriteFile(string.Create(CultureInfo.InvariantCulture, $"s0/d{i % 100}/f{i}.txt"), string.Create(CultureInfo.InvariantCulture, $"{i} of {name}\n"));
        return stack;
    }
}
