namespace Slipway.Containers.Stacks;

/// <summary>What went into a new <c>.env</c>.</summary>
/// <param name="Generated">Variables with strong random values.</param>
/// <param name="Kept">Variables that keep the documented test value of a key from elsewhere.</param>
/// <param name="Secrets">The values to mask.</param>
public sealed record CreatedEnvironment(IReadOnlyList<string> Generated, IReadOnlyList<string> Kept, IReadOnlyList<Secret> Secrets);
