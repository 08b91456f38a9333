using System.Globalization;
using Slipway.Processes;

namespace Slipway.Containers.Composing;

/// <content>One-shots: services that run once, to their end.</content>
public sealed partial class ComposeCli
{
    private static readonly TimeSpan OneShotParting = TimeSpan.FromSeconds(2);

    /// <summary>Runs a service's image once, with the service's settings, and removes the container.</summary>
    /// <param name="scope">What to work on.</param>
    /// <param name="options">Which service, and the command.</param>
    /// <param name="output">Called for each line that the command writes.</param>
    /// <param name="cancellationToken">Stops it; the container is removed.</param>
    /// <returns>The lines that the command wrote.</returns>
    /// <exception cref="ProblemException">It ended with another exit code than 0.</exception>
    public async Task<IReadOnlyList<OutputLine>> RunAsync(
        ComposeScope scope, ComposeRunOptions options, Action<OutputLine>? output = null, CancellationToken cancellationToken = default)
    {
        // With a name of ours the container can be found, and removed, when the program that minds it is gone.
        var name = $"{scope.ProjectName}-{options.Service}-run-{Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..12]}";
        List<string> arguments = ["run", "--rm", "--no-deps", "-T", "--name", name];
        foreach (var variable in options.Environment.Keys)
            arguments.AddRange(["-e", variable]);
        var command = Invocation(scope, scope.Profiles, [.. arguments, options.Service, .. options.Command], onLine: null);
        command = command with
        {
            Environment = new Dictionary<string, string?>(command.Environment.Concat(options.Environment.Select(e => new KeyValuePair<string, string?>(e.Key, e.Value))), StringComparer.Ordinal),
            Timeout = options.Timeout,
            OnOutput = line =>
            {
                if (!line.IsError || !ComposeOutput.IsNoise(ComposeOutput.Tidy(line.Text)))
                    output?.Invoke(line);
            },
        };
        var isDone = false;
        try
        {
            var result = await _processes.RunAsync(command, cancellationToken);
            isDone = true;
            OutputLine[] lines = [.. result.Output.Where(l => !l.IsError || !ComposeOutput.IsNoise(ComposeOutput.Tidy(l.Text)))];
            if (result.Succeeded)
                return lines;
            // Compose's own failures look like the command's: its exit codes are small numbers too.
            var said = lines.Select(l => ComposeOutput.Tidy(l.Text)).Where(t => t.Length > 0).ToList();
            // The old compose writes the exit code below what the command wrote.
            if (IsV1 && said is [.., var last] && last == result.ExitCode.ToString(CultureInfo.InvariantCulture))
                said.RemoveAt(said.Count - 1);
            throw new ProblemException(ComposeProblems.OneShotFailed(scope.ProjectName, options.Service, result.ExitCode, said));
        }
        catch (TimeoutException)
        {
            throw new ProblemException(ComposeProblems.OneShotTooSlow(scope.ProjectName, options.Service, options.Timeout ?? default));
        }
        finally
        {
            if (!isDone)
                await RemoveOneShotAsync(name, output);
        }
    }

    // A run that is stopped does not wait for an engine that answers nothing.
    private async Task RemoveOneShotAsync(string name, Action<OutputLine>? output)
    {
        using var patience = new CancellationTokenSource(OneShotParting);
        try
        {
            await _engine.RemoveContainerAsync(name, force: true, volumes: true, patience.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or ProblemException)
        {
            output?.Invoke(new OutputLine($"its container is left, as the engine did not remove it: docker rm -f {name}", IsError: true));
        }
    }
}
