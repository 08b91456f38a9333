namespace Benchmarks.Contenders;

/// <summary>Changes a source file anew each time, as somebody with an editor would.</summary>
internal sealed class SourceEdit(string path)
{
    private int _edits;

    public void Make() => File.AppendAllText(path, $"// edit {++_edits}\n");
}
