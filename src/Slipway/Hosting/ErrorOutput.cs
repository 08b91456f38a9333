using Slipway.Reporting;
using Slipway.Reporting.GitHub;

namespace Slipway.Hosting;

/// <summary>What people are told beside a run, on standard error.</summary>
/// <param name="options">The surroundings of the build.</param>
internal sealed class ErrorOutput(HostOptions options)
{
    /// <summary>Tells a text. Where nobody can be told any more, the exit code still says it.</summary>
    /// <param name="text">One line or several; secrets are masked already.</param>
    /// <param name="commands">What the runner of GitHub Actions is told beside it, where there is one.</param>
    public void Tell(string text, params IEnumerable<string> commands)
    {
        try
        {
            if (!HostChoice.IsGitHub(options.Environment))
            {
                options.Error.WriteLine(text);
                return;
            }

            // The runner reads commands from standard error too.
            var output = new GitHubOutput(options.Error);
            output.Text(text);
            foreach (var command in commands)
                output.Command(command);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Standard error is closed, or its disk is full.
        }
    }
}
