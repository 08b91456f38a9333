using Slipway.Components;

namespace Slipway.Tool;

/// <summary>The build of a folder that has no build project: all targets of the components, over its compose file.</summary>
/// <param name="folder">The folder with the compose file.</param>
internal sealed class StackBuild(string folder) : ContainerBuild, IDeploy, ILint, IStackTest
{
    string IHasStack.StackFolder => folder;
}
