namespace Slipway.GitHub.Workflows;

/// <summary>A text with a comment behind it.</summary>
internal sealed record YamlScalar(string Text)
{
    public string? Comment { get; init; }
}
