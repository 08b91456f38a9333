namespace Slipway.Execution;

/// <summary>Keeps the last lines that something wrote.</summary>
internal sealed class LastLines
{
    private const int Kept = 5;

    private readonly Queue<string> _lines = new(Kept);

    public void Add(string text)
    {
        lock (_lines)
        {
            foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                if (_lines.Count == Kept)
                    _lines.Dequeue();
                _lines.Enqueue(line.TrimEnd('\r'));
            }
        }
    }

    public IReadOnlyList<string> ToList()
    {
        lock (_lines)
            return [.. _lines];
    }
}
