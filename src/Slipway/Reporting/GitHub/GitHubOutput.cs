namespace Slipway.Reporting.GitHub;

/// <summary>What the runner of GitHub Actions reads: commands, and text in which it must see none.</summary>
internal sealed class GitHubOutput(TextWriter output)
{
    // A command between two lines of text would be taken for text: a secret to hide would be shown.
    private readonly Lock _gate = new();

    /// <summary>Hides a secret in all that the runner shows from here on.</summary>
    public void Mask(Secret secret)
    {
        lock (_gate)
        {
            foreach (var command in WorkflowCommand.Masks(secret))
                output.WriteLine(command);
        }
    }

    public void Command(string command)
    {
        lock (_gate)
            output.WriteLine(command);
    }

    /// <summary>Text, in lines as the runner sees them: it takes a carriage return by itself for the end of one.</summary>
    public void Text(string text) => Text(text.ReplaceLineEndings("\n").Split('\n'));

    /// <summary>Lines that are text, whatever they look like: where one looks like a command, the runner is told to obey none of them.</summary>
    public void Text(IEnumerable<string> lines)
    {
        lock (_gate)
        {
            string? token = null;
            foreach (var line in lines)
            {
                if (token is null && WorkflowCommand.MayBeIn(line))
                {
                    token = Guid.NewGuid().ToString("N");
                    output.WriteLine($"::stop-commands::{token}");
                }

                output.WriteLine(line);
            }

            if (token is not null)
                output.WriteLine($"::{token}::");
        }
    }
}
