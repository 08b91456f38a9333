// The code blocks of docs/reference/files.md, word for word: CodeBlocks holds that they are.
namespace Slipway.Components.Tests.Documentation;

internal sealed class FilesReference : SlipwayBuild
{
    public Target Stage => _ => _.Executes(run =>
    {
        var dist = RootFolder / "dist";
        var target = (RootFolder / "src" / "app.py").CopyTo(dist / "app.py", new() { ExistingFiles = ExistingFile.Replace });
        (dist / "version.txt").WriteAllText("1.0");
        run.Log($"{target.RelativeTo(RootFolder)} is in {target.Parent?.Name}");
    });

    public Target Count => _ => _.Executes(run =>
        run.Log($"{RootFolder.Glob("{src,tests}/**/*.py", "!**/generated").Count} files"));

    [Parameter("What is built.")]
    private string Configuration => Get("Release");

    public Target Bundle => _ => _
        .Requires(() => Configuration)
        .Inputs("src/**/*.py", "!**/tests")
        .Outputs("dist/bundle.zip")
        .Executes(() => (RootFolder / "dist/bundle.zip").WriteAllText(Configuration));

    public Target<string, AbsolutePath> Pack => _ => _
        .ForEach(() => ["shop", "billing"])
        .Inputs(service => [$"services/{service}/**"])
        .Outputs(service => [$"dist/{service}.tar"])
        .Gives(service => RootFolder / $"dist/{service}.tar")
        .Executes((service, run) => Task.FromResult((RootFolder / $"dist/{service}.tar").WriteAllText(service)));

    public Target Fingerprint => _ => _.Executes(run =>
    {
        var fingerprint = run.Files.Take(RootFolder, new GlobSet("src/**", "!**/*.md"), run.CancellationToken);
        run.Log($"{fingerprint.Files.Count} files: {fingerprint.Digest}");
    });

    public Target Compile => _ => _
        .Produces("artifacts/*.whl")
        .Executes(() => (RootFolder / "artifacts/shop.whl").WriteAllText("wheel"));

    public Target Upload => _ => _
        .Consumes(Compile)
        .Executes(run => run.Log($"uploads {string.Join(", ", run.ArtifactsOf(Compile).Select(path => path.Name))}"));
}
