namespace Slipway.GitHub.Workflows;

/// <summary>An action at a commit, and the version that the commit is.</summary>
internal sealed record ActionPin(string Action, string Commit, string Version)
{
    public YamlScalar Uses => new($"{Action}@{Commit}") { Comment = Version };
}
