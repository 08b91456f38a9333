using Slipway;

internal sealed partial class Build
{
    public Target Docs => _ => _
        .Description("Renders the documents to artifacts/site; fails where a link leads nowhere.")
        .Executes(async run =>
        {
            await DotNetAsync(run, "build", "docs/site/Site.csproj", "-c", "Release", "-nologo", "-v", "quiet");
            await DotNetAsync(run, Path.Combine(Artifacts, "bin", "Site", "release", "Site.dll"), RootFolder, Path.Combine(Artifacts, "site"));
            run.Summarize("artifacts/site/index.html");
        });
}
