using System.Runtime.InteropServices;
using Slipway.Processes;

namespace Slipway.Tool;

/// <summary>Another program in place of this one: it has the terminal, the signals and the exit code to itself.</summary>
internal static partial class NextProgram
{
    /// <summary>Goes on as <paramref name="program"/>; returns only where the system cannot replace programs.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>Its exit code.</returns>
    /// <exception cref="ProblemException">It cannot be started.</exception>
    public static async Task<int> RunAsync(string program, IReadOnlyList<string> arguments)
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = Execute(program, [program, .. arguments, null]);
            throw new ProblemException(ToolProblems.NotStarted(program, Marshal.GetLastPInvokeErrorMessage()));
        }

        var result = await new ProcessRunner(TimeProvider.System).RunAsync(new ProcessInvocation
        {
            Program = "pwsh",
            Arguments = ["-NoProfile", "-File", Path.ChangeExtension(program, "ps1"), .. arguments],
            OnOutput = line => Console.Out.WriteLine(line.Text),
        });
        return result.ExitCode;
    }

    [LibraryImport("libc", EntryPoint = "execv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Execute(string path, string?[] arguments);
}
