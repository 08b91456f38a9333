namespace Slipway.Containers.Contexts;

/// <summary>
/// A pattern of characters, <c>?</c> and <c>*</c> alone. The last star is the only one to come back to: stars end at slashes,
/// so that what an earlier one could take more is no help behind the next slash, nor before it.
/// </summary>
internal sealed class PlainGlob
{
    private readonly (PatternStepKind Kind, char Character)[] _steps;

    private PlainGlob((PatternStepKind, char)[] steps)
    {
        _steps = steps;
    }

    /// <summary>The same steps, or <see langword="null"/> where there are others among them.</summary>
    public static PlainGlob? Of(PatternStep[] steps) =>
        Array.TrueForAll(steps, step => (step.Kind == PatternStepKind.Character && step.Character.IsBmp) || (step.Kind is PatternStepKind.One or PatternStepKind.Many && step.Set!.IsNoSlash))
            ? new PlainGlob(Array.ConvertAll(steps, step => (step.Kind, (char)(step.Kind == PatternStepKind.Character ? step.Character.Value : 0))))
            : null;

    /// <summary>Whether the steps take all of <paramref name="path"/>.</summary>
    public bool Matches(ReadOnlySpan<char> path)
    {
        var (at, step, star, taken) = (0, 0, -1, 0);
        while (at < path.Length)
        {
            var (kind, character) = step < _steps.Length ? _steps[step] : (PatternStepKind.End, '\0');
            if (kind == PatternStepKind.Many)
            {
                (star, taken) = (step++, at);
            }
            else if (kind == PatternStepKind.Character ? path[at] == character : kind == PatternStepKind.One && path[at] != '/')
            {
                at += kind == PatternStepKind.One && char.IsHighSurrogate(path[at]) && at + 1 < path.Length ? 2 : 1;
                step++;
            }
            else if (star >= 0 && path[taken] != '/')
            {
                at = ++taken;
                step = star + 1;
            }
            else
            {
                return false;
            }
        }

        while (step < _steps.Length && _steps[step].Kind == PatternStepKind.Many)
            step++;
        return step == _steps.Length;
    }
}
