namespace Slipway.Files;

/// <summary>Does the same to many things with as many threads as there are processors.</summary>
/// <remarks><see cref="Parallel"/> does too, but its first call costs a short process more than the work itself.</remarks>
/// <typeparam name="T">What there are many of.</typeparam>
internal sealed class SharedWork<T>
{
    private readonly IReadOnlyList<T> _items;
    private readonly Action<T> _action;
    private readonly CancellationToken _cancellationToken;
    private readonly List<Problem> _problems = [];
    private Exception? _fault;
    private int _next = -1;

    private SharedWork(IReadOnlyList<T> items, Action<T> action, CancellationToken cancellationToken)
    {
        _items = items;
        _action = action;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Returns when the action has seen every item.</summary>
    /// <param name="items">In no order that holds.</param>
    /// <param name="action">Called by several threads.</param>
    /// <param name="cancellationToken">Ends it after the items that are under way.</param>
    /// <exception cref="ProblemException">Everything that the action has thrown of these, together.</exception>
    public static void Do(IReadOnlyList<T> items, Action<T> action, CancellationToken cancellationToken)
    {
        var work = new SharedWork<T>(items, action, cancellationToken);
        var others = new Task[Math.Max(Math.Min(Environment.ProcessorCount, items.Count) - 1, 0)];
        for (var i = 0; i < others.Length; i++)
            others[i] = Task.Run(work.Work, CancellationToken.None);
        work.Work();
#pragma warning disable VSTHRD002 // They wait for nobody.
        Task.WaitAll(others, CancellationToken.None);
#pragma warning restore VSTHRD002
        cancellationToken.ThrowIfCancellationRequested();
        if (work._fault is { } fault)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(fault);
        if (work._problems.Count > 0)
            throw new ProblemException([.. work._problems.OrderBy(problem => problem.What, StringComparer.Ordinal)]);
    }

    private void Work()
    {
        while (!_cancellationToken.IsCancellationRequested && _fault is null && Interlocked.Increment(ref _next) is var next && next < _items.Count)
        {
            try
            {
                _action(_items[next]);
            }
            catch (ProblemException e)
            {
                lock (_problems)
                    _problems.AddRange(e.Problems);
            }
            catch (Exception e)
            {
                _fault = e;
            }
        }
    }
}
