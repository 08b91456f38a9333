using Benchmarks.Contenders;

namespace Benchmarks.Works.Images;

/// <summary>A stack of thirty images, one of which has a changed file.</summary>
internal sealed class ChangedImage : IWork
{
    private const int Count = 30;
    private const double Share = 0.3;

    public string Name => "images-changed";

    public string Title => "30 images, one file of one of them changed (COPY and one RUN)";

    public async Task<IReadOnlyList<Contender>> PrepareAsync(Scratch scratch, CancellationToken cancellationToken)
    {
        var builds = new ContainerBuilds(scratch);
        var missing = await builds.MakeAsync(cancellationToken);
        var all = new List<Contender>();
        foreach (var engine in ContainerBuilds.Engines)
        {
            var bake = await TheirsAsync("docker-buildx", ["bake", "-f", "compose.yaml"]);
            var ours = new ImageStack(builds, Name).Write(Count);
            all.Add(builds.Ours(engine, "`./build.sh BuildImages`", missing, "BuildImages", "--stack", ours.Name) with
            {
                Before = () => ours.Change("s17/page.txt"),
                Reach = Share,
                ReachIsTimes = bake.Name,
            });
            all.Add(bake);
            all.Add(await TheirsAsync("docker-compose", ["build"]));

            async Task<Contender> TheirsAsync(string program, IReadOnlyList<string> arguments)
            {
                var stack = new ImageStack(builds, $"{Name}-{program}").Write(Count);
                return await builds.TheirsAsync(engine, program, stack.Name, arguments, cancellationToken) with { Before = () => stack.Change("s17/page.txt") };
            }
        }

        return all;
    }
}
