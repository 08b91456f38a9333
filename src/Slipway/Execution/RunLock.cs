using System.Globalization;

namespace Slipway.Execution;

/// <summary>The project's lock: one run at a time in a checkout.</summary>
/// <remarks>An operating system lock on an open file, so that a run that was killed leaves none behind.</remarks>
internal sealed class RunLock : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly FileStream _file;
    private readonly string _holderFile;

    private RunLock(FileStream file, string holderFile)
    {
        _file = file;
        _holderFile = holderFile;
    }

    /// <summary>Takes the lock, or waits for it.</summary>
    /// <param name="folder">The temp folder of the project.</param>
    /// <param name="wait">Called once with the holder when it must be waited for; <see langword="null"/> to refuse instead.</param>
    /// <param name="time">Measures the wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ProblemException">Another run holds the lock.</exception>
    public static async Task<RunLock> TakeAsync(string folder, Action<int?>? wait, TimeProvider time, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "lock");
        var holderFile = Path.Combine(folder, "lock.pid");
        var started = time.GetTimestamp();
        var told = false;
        while (true)
        {
#pragma warning disable CA2000 // The lock owns the open file and closes it.
            if (TryOpen(path) is { } file)
#pragma warning restore CA2000
                return Hold(file, holderFile);

            if (wait is null)
                throw new ProblemException(ExecutionProblems.Locked(path, Holder(holderFile), null));
            if (!told)
                wait(Holder(holderFile));
            told = true;
            if (time.GetElapsedTime(started) > LongestWait)
                throw new ProblemException(ExecutionProblems.Locked(path, Holder(holderFile), LongestWait));

            // No event tells that another process let go of a file lock.
            await Task.Delay(TimeSpan.FromMilliseconds(200), time, cancellationToken);
        }
    }

    // A few bytes: sending them to another thread and waiting for it takes longer than writing them.
    private static RunLock Hold(FileStream file, string holderFile)
    {
        try
        {
            File.WriteAllText(holderFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It helps those who wait, and nothing depends on it.
        }

        return new RunLock(file, holderFile);
    }

    public void Dispose()
    {
        try
        {
            File.Delete(_holderFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The run itself cleared the folder, or may not.
        }
        finally
        {
            _file.Dispose();
        }
    }

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (IsHeld(e))
        {
            return null;
        }
    }

    // EWOULDBLOCK of Linux and of macOS, and on Windows ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION: a disk that is
    // full or cannot be written is no other run.
    private static bool IsHeld(IOException e) =>
        OperatingSystem.IsWindows() ? (e.HResult & 0xFFFF) is 32 or 33 : e.HResult is 11 or 35;

    private static int? Holder(string file)
    {
        try
        {
            return int.TryParse(File.ReadAllText(file), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
