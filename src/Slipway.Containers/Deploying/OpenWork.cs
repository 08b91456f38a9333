namespace Slipway.Containers.Deploying;

/// <summary>Work on a deployment that must come to its end before the process does, such as the removal of what was started.</summary>
/// <remarks>
/// A run that is stopped waits a few seconds for its nodes and then leaves them behind. Half a removal would be left on the
/// engine where that is slow.
/// </remarks>
internal sealed class OpenWork : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly List<Task> _open = [];

    /// <summary>Does it; the end of the build waits for it.</summary>
    /// <param name="work">The work.</param>
    public Task DoAsync(Func<Task> work)
    {
        var doing = work();
        lock (_lock)
        {
            _open.RemoveAll(task => task.IsCompleted);
            _open.Add(doing);
        }

        return doing;
    }

    public void Dispose()
    {
        Task open;
        lock (_lock)
            open = Task.WhenAll(_open);
#pragma warning disable VSTHRD002 // The end of a build is no place to wait otherwise, and nothing that could be waited for by this needs it.
        _ = Task.WhenAny(open, Task.Delay(Longest)).Result;
#pragma warning restore VSTHRD002
    }
}
