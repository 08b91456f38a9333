using System.Text;

namespace Slipway.Containers.Contexts;

/// <summary>Follows all ways through the steps of a pattern at once: no path takes longer than its length times the steps.</summary>
/// <param name="steps">The steps.</param>
internal sealed class PatternMachine(PatternStep[] steps)
{
    private const int OnStack = 128;

    private readonly PlainGlob? _plain = PlainGlob.Of(steps);

    /// <summary>Whether the steps take all of <paramref name="path"/>.</summary>
    public bool Matches(ReadOnlySpan<char> path) => _plain?.Matches(path) ?? Follow(path);

    private bool Follow(ReadOnlySpan<char> path)
    {
        var count = steps.Length + 1;
        var now = count <= OnStack ? stackalloc bool[count] : new bool[count];
        var next = count <= OnStack ? stackalloc bool[count] : new bool[count];
        var length = path.Length;
        Reach(now, 0, isStart: true, isEnd: length == 0);
        for (var at = 0; at < length;)
        {
            _ = Rune.DecodeFromUtf16(path[at..], out var rune, out var taken);
            at += taken;
            var isEnd = at == length;
            var any = false;
            next.Clear();
            for (var i = 0; i < steps.Length; i++)
            {
                if (!now[i] || !steps[i].Takes(rune))
                    continue;
                any = true;
                Reach(next, steps[i].Kind == PatternStepKind.Many ? i : i + 1, isStart: false, isEnd);
            }

            if (!any)
                return false;
            var former = now;
            now = next;
            next = former;
        }

        return now[^1];
    }

    private void Reach(Span<bool> states, int at, bool isStart, bool isEnd)
    {
        while (!states[at])
        {
            states[at] = true;
            if (at == steps.Length)
                return;
            switch (steps[at].Kind)
            {
                case PatternStepKind.Many:
                case PatternStepKind.Start when isStart:
                case PatternStepKind.End when isEnd:
                    at++;
                    break;
                case PatternStepKind.MaybeTwo:
                    Reach(states, at + 3, isStart, isEnd);
                    at++;
                    break;
                default:
                    return;
            }
        }
    }
}
