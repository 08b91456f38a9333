using Slipway.Hosting;

namespace Slipway.Testing;

/// <summary>A person who answers questions for secrets, in order.</summary>
/// <param name="answers">The answers; <see langword="null"/> is Ctrl-D. When they are used up, every answer is that.</param>
public sealed class FakePrompt(params IReadOnlyList<string?> answers) : ISecretPrompt
{
    private readonly List<string> _questions = [];

    /// <inheritdoc/>
    public bool IsAvailable => true;

    /// <summary>What was asked, in order.</summary>
    public IReadOnlyList<string> Questions => _questions;

    /// <inheritdoc/>
    public Task<string?> AskAsync(string question, CancellationToken cancellationToken)
    {
        _questions.Add(question);
        return Task.FromResult(_questions.Count <= answers.Count ? answers[_questions.Count - 1] : null);
    }
}
