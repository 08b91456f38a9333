namespace Slipway;

/// <summary>A place in a file.</summary>
/// <param name="File">The file, relative to the build's root folder where it lies inside it.</param>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1; 0 where only the line is known.</param>
public readonly record struct Place(string File, int Line, int Column = 0)
{
    /// <summary><c>file:line</c>, and <c>:column</c> where it is known: the form that editors and terminals make a link of.</summary>
    public override string ToString() => Column > 0 ? $"{File}:{Line}:{Column}" : $"{File}:{Line}";
}
