using Slipway.Processes;

namespace Slipway.Testing;

/// <summary>Starts nothing: keeps what was asked for and gives the answers that a test scripted.</summary>
public sealed class FakeProcessRunner : IProcessRunner
{
    private readonly Lock _gate = new();
    private readonly List<ProcessInvocation> _invocations = [];
    private readonly List<(Func<ProcessInvocation, bool> Matches, FakeAnswer Answer)> _answers = [];

    /// <summary>Every program that was asked for so far, in order.</summary>
    public IReadOnlyList<ProcessInvocation> Invocations
    {
        get
        {
            lock (_gate)
                return [.. _invocations];
        }
    }

    /// <summary>The commands as a person would type them, in order.</summary>
    public IReadOnlyList<string> Commands => [.. Invocations.Select(invocation => invocation.ToString())];

    /// <summary>Answers a program whose arguments begin with some. A later script goes before an earlier one.</summary>
    /// <param name="program">The program's name; its folder does not matter.</param>
    /// <param name="arguments">The first arguments; none for every call of the program.</param>
    /// <param name="answer">What it does.</param>
    public FakeProcessRunner Answer(string program, IReadOnlyList<string> arguments, FakeAnswer answer) => Answer(
        invocation => Path.GetFileName(invocation.Program) == program && invocation.Arguments.Take(arguments.Count).SequenceEqual(arguments, StringComparer.Ordinal),
        answer);

    /// <summary>Answers the invocations that a test picks. A later script goes before an earlier one.</summary>
    /// <param name="matches">Whether the answer is for an invocation.</param>
    /// <param name="answer">What the program does.</param>
    public FakeProcessRunner Answer(Func<ProcessInvocation, bool> matches, FakeAnswer answer)
    {
        lock (_gate)
            _answers.Insert(0, (matches, answer));
        return this;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">No answer was scripted for <paramref name="invocation"/>.</exception>
    public async Task<ProcessResult> RunAsync(ProcessInvocation invocation, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var answer = Record(invocation);
        foreach (var line in answer.Output)
            invocation.OnOutput?.Invoke(line);
        if (answer.Does is { } does)
            await does(invocation, cancellationToken);
        return new ProcessResult(answer.ExitCode, answer.Output, TimeSpan.Zero);
    }

    private FakeAnswer Record(ProcessInvocation invocation)
    {
        lock (_gate)
        {
            _invocations.Add(invocation);
            return _answers.Find(script => script.Matches(invocation)).Answer
                ?? throw new InvalidOperationException($"No answer was scripted for: {invocation}");
        }
    }
}
