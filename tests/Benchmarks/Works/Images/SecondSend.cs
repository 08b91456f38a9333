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

    public string Note => "The engine copies 10,000 files and makes a layer of them in all rows, whoever sent it the one that changed: the rows of sending alone leave that out.";

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
            var (clientSending, theirSending) = (Write(builds, Name + "-client-sending"), Write(builds, Name + "-their-sending"));
            var buildx = await builds.TheirsAsync(engine, "docker-buildx", theirSending.Name, ["build", "--progress", "rawjson", "-t", "slipway-benchmark/context-buildx:1", "s0"], cancellationToken);
            buildx = buildx with { Name = $"{buildx.Name}, sending alone", Before = () => theirSending.Change(Changed), Read = ContextSteps.SentByBuildx };
            var sending = builds.Ours(engine, "our client, sending alone", missing, "Solve", "--folder", Path.Combine(clientSending.Folder, "s0"));
            all.Add(sending with { Before = () => clientSending.Change(Changed), Read = ContextSteps.SentByUs, Expected = ContextSteps.Sent, Reach = 0.5, ReachIsTimes = buildx.Name });
            all.Add(buildx);
            all.Add(buildx with { Name = $"what the engine then takes for COPY and the layer{engine.Name}", Read = ContextSteps.OfTheEngine });
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
