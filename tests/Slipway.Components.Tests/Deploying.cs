namespace Slipway.Components.Tests;

internal sealed class Deploying : ContainerBuild, IDeploy, IStackTest;
