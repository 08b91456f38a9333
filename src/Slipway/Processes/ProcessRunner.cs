using System.ComponentModel;
using System.Diagnostics;

namespace Slipway.Processes;

/// <summary>Runs real programs and, when asked to stop, ends their whole process tree.</summary>
/// <param name="time">Measures durations and timeouts.</param>
public sealed class ProcessRunner(TimeProvider time) : IProcessRunner
{
    /// <inheritdoc/>
    public async Task<ProcessResult> RunAsync(ProcessInvocation invocation, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var started = time.GetTimestamp();
        using var process = Start(invocation);
        using var timeout = new CancellationTokenSource(invocation.Timeout ?? Timeout.InfiniteTimeSpan, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);

        var output = new List<OutputLine>();
#pragma warning disable CA2025 // A reader whose process is disposed ends by the exception that it expects.
        var reading = Task.WhenAll(
            ReadAsync(process.StandardOutput, isError: false, output, invocation.OnOutput),
            ReadAsync(process.StandardError, isError: true, output, invocation.OnOutput),
            WriteInputAsync(process, invocation.StandardInput));
#pragma warning restore CA2025
        try
        {
            await process.WaitForExitAsync(stop.Token);
        }
        catch (OperationCanceledException e)
        {
            await EndAsync(process, invocation.StopTimeout);
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException($"'{invocation}' was ended after {invocation.Timeout!.Value.TotalSeconds:0.#} s, its time limit", e);
        }

        // A grandchild may hold the pipes open after the program itself has ended: give its last lines a
        // moment, then go on without them.
        await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(1), time, CancellationToken.None));
        lock (output)
            return new ProcessResult(process.ExitCode, [.. output], time.GetElapsedTime(started));
    }

#pragma warning disable RS0030 // The one place where processes are started.
    private static Process Start(ProcessInvocation invocation)
    {
        var start = new ProcessStartInfo(invocation.Program, invocation.Arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = invocation.WorkingFolder ?? "",
        };
        foreach (var (name, value) in invocation.Environment)
            start.Environment[name] = value;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new ProcessStartException(invocation.Program, e);
        }
    }
#pragma warning restore RS0030

    private static async Task ReadAsync(StreamReader reader, bool isError, List<OutputLine> output, Action<OutputLine>? onOutput)
    {
        try
        {
            while (await reader.ReadLineAsync() is { } text)
            {
                var line = new OutputLine(text, isError);
                lock (output)
                {
                    output.Add(line);
                    onOutput?.Invoke(line);
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The process was killed and its pipes closed under the reader: what was read counts.
        }
    }

    private static async Task WriteInputAsync(Process process, string? input)
    {
        try
        {
            if (input is not null)
                await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended without reading its input.
        }
    }

    private async Task EndAsync(Process process, TimeSpan stopTimeout)
    {
        // Descendants are listed before the parent goes: afterwards their parent is init and nobody finds them.
        var descendants = ProcessTree.DescendantsOf(process.Id);
        ProcessTree.Terminate(process.Id);
        using var patience = new CancellationTokenSource(stopTimeout, time);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        ProcessTree.Kill(descendants);
        await process.WaitForExitAsync(CancellationToken.None);
    }
}
