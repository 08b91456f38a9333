namespace Slipway.Components;

/// <summary>The class that a container build extends; add components to give it targets.</summary>
public abstract class ContainerBuild : SlipwayBuild;
