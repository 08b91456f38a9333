// The code block of src/Slipway.Components/README.md, word for word: CodeBlocks holds that it is.
#pragma warning disable CS8892 // The entry point that counts is the test runner's.
namespace Slipway.Components.Tests.Documentation.OfComponents;

internal sealed class Build : ContainerBuild, IDeploy
{
    string IHasStack.StackFolder => RootFolder;

    public static Task<int> Main(string[] args) => RunAsync<Build>(args);
}
