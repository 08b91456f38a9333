namespace Slipway.Containers.Dockerfiles;

/// <summary>A line with the lines that continue it, and where each of its characters is in the file.</summary>
internal sealed class LogicalLine
{
    private readonly List<(int Offset, int Line, int Column)> _parts = [];

    /// <summary>The lines joined, without what continues them.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The number of the last line that belongs to it.</summary>
    public int EndLine { get; private set; }

    /// <summary>Adds a line.</summary>
    /// <param name="text">What it adds.</param>
    /// <param name="line">Its number.</param>
    /// <param name="column">Where <paramref name="text"/> begins in it.</param>
    public void Add(string text, int line, int column)
    {
        _parts.Add((Text.Length, line, column));
        Text = Text.Length == 0 ? text : Text + text;
        EndLine = line;
    }

    /// <summary>Tells of a line that belongs to it and adds nothing.</summary>
    public void Skip(int line) => EndLine = line;

    /// <summary>Where a character of <see cref="Text"/> is.</summary>
    /// <param name="offset">Counted from 0.</param>
    /// <param name="file">The file.</param>
    public Place At(int offset, string file)
    {
        var i = _parts.Count - 1;
        while (i > 0 && _parts[i].Offset > offset)
            i--;
        return new Place(file, _parts[i].Line, _parts[i].Column + offset - _parts[i].Offset);
    }
}
