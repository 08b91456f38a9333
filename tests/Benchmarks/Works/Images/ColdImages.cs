using Benchmarks.Contenders;

namespace Benchmarks.Works.Images;

/// <summary>Bot Core's own three images, nothing taken from the cache.</summary>
internal sealed class ColdImages : IWork
{
    private const string Stack = "bot-core";
    private const double Share = 1.05;

    private static readonly string[] Images = ["python-ai-service", "rust-core-engine", "nextjs-ui-dashboard"];

    public string Name => "images-cold";

    public string Title => "The three images of Bot Core, built from nothing, all at once";

    public int? MostRounds => 5;

    public async Task<IReadOnlyList<Contender>> PrepareAsync(Scratch scratch, CancellationToken cancellationToken)
    {
        var builds = new ContainerBuilds(scratch);
        var missing = await builds.MakeAsync(cancellationToken);
        var source = Path.Combine(scratch.Repository, "stacks", Stack);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(builds.FolderOf(Stack), Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to, overwrite: true);
        }

        var wanted = Slipway.Containers.Compose.ComposeLoader.Load(new() { ProjectFolder = source, AllowMissingVariables = true }).Variables;
        await File.WriteAllLinesAsync(
            Path.Combine(builds.FolderOf(Stack), ".env"),
            wanted.Where(variable => variable.Default is null).Select(variable => variable.Name).Distinct(StringComparer.Ordinal).Select(name => $"{name}=value"),
            cancellationToken);
        var all = new List<Contender>();
        // Old engines have their own row only where the front end of this stack's files is one of theirs.
        foreach (var engine in ContainerBuilds.Engines.Take(1))
        {
            var ours = builds.Ours(engine, "`./build.sh Build --no-cache`", missing, "Build", "--no-cache", "--stack", Stack);
            // The bases have to be there for both.
            if (missing is null && await scratch.RunAsync(builds.Ours(engine, "", null, "Restore", "--stack", Stack).Command!, cancellationToken) is { Succeeded: false } failed)
                ours = ours with { Missing = "no bases: " + failed.Output.Select(line => line.Text).FirstOrDefault(text => text.StartsWith("error", StringComparison.Ordinal)) };
            var bake = await builds.TheirsAsync(engine, "docker-buildx", Stack, ["bake", "-f", "compose.yaml", "--no-cache", .. Images], cancellationToken);
            all.Add(ours with { Reach = Share, ReachIsTimes = bake.Name });
            all.Add(bake);
        }

        return all;
    }
}
