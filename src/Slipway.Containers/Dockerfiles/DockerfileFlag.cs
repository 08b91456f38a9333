namespace Slipway.Containers.Dockerfiles;

/// <summary>A flag of an instruction such as <c>--from=build</c>.</summary>
/// <param name="Name">The name, without dashes.</param>
/// <param name="Value">What follows <c>=</c>; empty where nothing does.</param>
public sealed record DockerfileFlag(string Name, string Value);
