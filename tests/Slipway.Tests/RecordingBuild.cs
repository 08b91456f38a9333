namespace Slipway.Tests;

/// <summary>A build that notes which nodes ran, in order.</summary>
public abstract class RecordingBuild : SlipwayBuild
{
    private readonly List<string> _ran = [];

    public string Ran
    {
        get
        {
            lock (_ran)
                return string.Join(' ', _ran);
        }
    }

    protected void Note(RunContext run)
    {
        lock (_ran)
            _ran.Add(run.Node);
    }

    protected int NoteItem(RunContext run)
    {
        Note(run);
        return 0;
    }

    protected static void Fail() => throw new ProblemException(new Problem("X0001", "no"));
}
