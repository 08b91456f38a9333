using System.Globalization;
using Benchmarks.Contenders;

namespace Benchmarks.Works.Images;

/// <summary>A stack of which nothing has changed.</summary>
internal sealed class UnchangedImages(int count, double reach) : IWork
{
    public string Name => string.Create(CultureInfo.InvariantCulture, $"images-{count}");

    public string Title => string.Create(CultureInfo.InvariantCulture, $"{count} images, nothing changed");

    public async Task<IReadOnlyList<Contender>> PrepareAsync(Scratch scratch, CancellationToken cancellationToken)
    {
        var builds = new ContainerBuilds(scratch);
        var missing = await builds.MakeAsync(cancellationToken);
        var all = new List<Contender>();
        foreach (var engine in ContainerBuilds.Engines)
        {
            var ours = new ImageStack(builds, Name).Write(count);
            var theirs = new ImageStack(builds, Name + "-theirs").Write(count);
            all.Add(builds.Ours(engine, "`./build.sh BuildImages`", missing, "BuildImages", "--stack", ours.Name) with { Reach = reach });
            all.Add(await builds.TheirsAsync(engine, "docker-compose", theirs.Name, ["build"], cancellationToken));
            all.Add(await builds.TheirsAsync(engine, "docker-buildx", theirs.Name, ["bake", "-f", "compose.yaml"], cancellationToken));
        }

        all.Add(Contender.NotHere("docker-compose 1.29 build", "needs twenty packages of an old Python; measured elsewhere") with { Elsewhere = "0.63 s for 3 images" });
        return all;
    }
}
