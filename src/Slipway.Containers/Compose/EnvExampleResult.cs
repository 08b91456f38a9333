namespace Slipway.Containers.Compose;

/// <summary>A new <c>.env</c> file.</summary>
/// <param name="Text">What it shall hold; has secrets in it.</param>
/// <param name="Generated">The variables with a new random value.</param>
/// <param name="Kept">The variables that keep the example's value.</param>
public sealed record EnvExampleResult(string Text, IReadOnlyList<string> Generated, IReadOnlyList<string> Kept)
{
    /// <summary>The names only.</summary>
    public override string ToString() => $"generated: {string.Join(", ", Generated)}; kept: {string.Join(", ", Kept)}";
}
