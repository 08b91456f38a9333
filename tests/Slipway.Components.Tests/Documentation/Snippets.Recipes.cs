// The code blocks of docs/recipes.md, word for word: CodeBlocks holds that they are.
using Slipway.Reports;

namespace Slipway.Components.Tests.Documentation;

internal sealed class WithGeneratedCode : ContainerBuild, IDeploy
{
    public Target GenerateCode => _ => _
        .Before(As<IBuildImages>().BuildImages)
        .TriggeredBy(As<IDeploy>().Deploy)
        .Inputs("api/*.proto")
        .Outputs("api/generated/**")
        .Executes(run => run.Log("generated"));
}

internal sealed class WithCoverage : ContainerBuild
{
    public Target Coverage => _ => _.Executes(run =>
    {
        run.Report(new ReportTable("Coverage", [new ReportColumn("File", IsFilter: true), new ReportColumn("Lines", ReportColumnKind.Number)], [["cart.cs", "91"]]));
        run.Output("coverage", "91");
    });
}
