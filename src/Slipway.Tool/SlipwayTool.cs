using Slipway.Tool.Commands;

namespace Slipway.Tool;

/// <summary>Decides what a command line is for: commands read files, verbs run targets.</summary>
internal static class SlipwayTool
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args, ToolSurroundings surroundings)
    {
        if (args is [] or ["--help"] or ["-h"] or ["help"])
        {
            await surroundings.Out.WriteAsync(ToolHelp.Text);
            return ExitCodes.Done;
        }

        // Commands and the library that reads their options are not loaded for verbs.
        return ToolHelp.Commands.ContainsKey(args[0])
            ? await FileCommands.RunAsync(args, surroundings)
            : await StackRun.RunAsync(args, surroundings);
    }
}
