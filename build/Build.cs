using Slipway.Components;

/// <summary>This repository's own build: the container targets for the stacks, and the steps that build and test Slipway.</summary>
internal sealed partial class Build : ContainerBuild, IDeploy, ILint, IStackTest
{
    public static Task<int> Main(string[] args) => RunAsync<Build>(args);
}
