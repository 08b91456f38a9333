namespace Slipway.Execution;

/// <summary>Replaces secrets in texts by <c>***</c>.</summary>
internal sealed class SecretMask
{
    // Shorter values would mask ordinary words and say more than they hide.
    private const int ShortestMasked = 4;

    private readonly Lock _adding = new();
    private readonly List<Secret> _secrets = [];
    private Action<Secret>? _listener;
    private volatile string[] _values = [];

    public void Add(Secret secret)
    {
        // Each line of a secret of several lines is a secret too: output is masked line by line.
        var lines = secret.Reveal().Split('\n', StringSplitOptions.TrimEntries).Where(line => line.Length >= ShortestMasked);
        lock (_adding)
        {
            _secrets.Add(secret);
            _listener?.Invoke(secret);
            _values = [.. _values.Concat(lines).Distinct(StringComparer.Ordinal).OrderByDescending(value => value.Length)];
        }
    }

    /// <summary>Tells a listener of every secret: those that are known, and those that come.</summary>
    public void TellTo(Action<Secret> listener)
    {
        lock (_adding)
        {
            _listener = listener;
            _secrets.ForEach(listener);
        }
    }

    public string Apply(string text)
    {
        foreach (var value in _values)
            text = text.Replace(value, "***", StringComparison.Ordinal);
        return text;
    }

    /// <summary>What the build was called by: remedies name it.</summary>
    public string Command { get; init; } = "./build.sh";

    public Problem Apply(Problem problem) => problem with
    {
        What = Apply(problem.What),
        Facts = problem.Facts is { } facts ? [.. facts.Select(Apply)] : null,
        Try = problem.Try is { } hint ? Apply(hint).Replace("./build.sh", Command, StringComparison.Ordinal) : null,
    };
}
