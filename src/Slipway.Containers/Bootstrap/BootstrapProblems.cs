using Slipway.Processes;

namespace Slipway.Containers.Bootstrap;

/// <summary>What can go wrong while an engine or a tool is installed.</summary>
internal static class BootstrapProblems
{
    public static Problem ScriptFailed(string script, ProcessResult result) => new(
        "SW0441",
        $"{script} failed with exit code {result.ExitCode}",
        [.. result.Output.Where(line => line.IsError).TakeLast(3).Select(line => line.Text)],
        "follow what its last line says",
        result.ExitCode == 3 ? ExitCodes.ToolIsMissing : ExitCodes.TargetFailed);
}
