using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Slipway.Processes;

/// <summary>Runs real programs and, when asked to stop, ends their whole process tree.</summary>
/// <param name="time">Measures durations and timeouts.</param>
/// <param name="environment">The environment that programs start with; this process's own unless given.</param>
public sealed class ProcessRunner(TimeProvider time, IReadOnlyDictionary<string, string>? environment = null) : IProcessRunner
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    // A grandchild may hold the pipes open after the program itself has ended: its last lines get a moment.
    private static readonly TimeSpan LastLines = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async Task<ProcessResult> RunAsync(ProcessInvocation invocation, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var started = time.GetTimestamp();
        using var process = Start(invocation);
        using var timeout = new CancellationTokenSource(invocation.Timeout ?? Timeout.InfiniteTimeSpan, time);
        using var idle = new CancellationTokenSource(invocation.IdleTimeout ?? Timeout.InfiniteTimeSpan, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token, idle.Token);

        var output = new ProcessOutput(line =>
        {
            if (invocation.IdleTimeout is { } longest)
                idle.CancelAfter(longest);
            invocation.OnOutput?.Invoke(line);
        });
#pragma warning disable CA2025 // A reader whose process is disposed ends by the exception that it expects.
        var reading = Task.WhenAll(
            output.ReadAsync(process.StandardOutput, isError: false),
            output.ReadAsync(process.StandardError, isError: true),
            WriteInputAsync(process, invocation.StandardInput));
#pragma warning restore CA2025
        try
        {
            await process.WaitForExitAsync(stop.Token);
        }
        catch (OperationCanceledException e)
        {
            await ProcessTree.EndAsync(process, invocation.StopTimeout, time);
            output.Close();
            cancellationToken.ThrowIfCancellationRequested();
            throw new ProcessTimeoutException(invocation, wasIdle: !timeout.IsCancellationRequested, output.LastLine, e);
        }

        using var enough = new CancellationTokenSource(LastLines, time);
        await reading.WaitAsync(enough.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return new ProcessResult(process.ExitCode, output.Close(), time.GetElapsedTime(started));
    }

#pragma warning disable RS0030 // The one place where processes are started.
    private Process Start(ProcessInvocation invocation)
    {
        var start = new ProcessStartInfo { UseShellExecute = false, WorkingDirectory = invocation.WorkingFolder ?? "" };
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        (start.StandardInputEncoding, start.StandardOutputEncoding, start.StandardErrorEncoding) = (Utf8, Utf8, Utf8);
        foreach (var argument in invocation.Arguments)
            start.ArgumentList.Add(argument);
        if (environment is not null)
        {
            start.Environment.Clear();
            foreach (var (name, value) in environment)
                start.Environment[name] = value;
        }

        foreach (var (name, value) in invocation.Environment)
            start.Environment[name] = value;
        foreach (var (name, secret) in invocation.Secrets)
            start.Environment[name] = secret.Reveal();
        start.FileName = Locate(invocation.Program, start.Environment.TryGetValue("PATH", out var path) ? path : null);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new ProcessStartException(invocation.Program, new Win32Exception(e.NativeErrorCode));
        }
    }
#pragma warning restore RS0030

    // .NET would take a program from the current folder, or from beside its own, before it looks at PATH.
    private static string Locate(string program, string? path)
    {
        if (OperatingSystem.IsWindows() || program.Contains('/', StringComparison.Ordinal))
            return program;
        var folders = (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return ProgramSearch.Find(program, folders)
            ?? throw new ProcessStartException(program, new FileNotFoundException($"it is in none of the {folders.Length} folders on PATH"));
    }

    private static async Task WriteInputAsync(Process process, string? input)
    {
        try
        {
            if (input is not null)
                await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The program ended without reading its input.
        }
    }
}
