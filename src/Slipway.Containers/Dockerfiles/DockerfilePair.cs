namespace Slipway.Containers.Dockerfiles;

/// <summary>A name and a value of <c>ENV</c>, <c>LABEL</c> or <c>ARG</c>, variables and quotes as written.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value; <see langword="null"/> for an <c>ARG</c> without a default.</param>
public sealed record DockerfilePair(string Name, string? Value);
