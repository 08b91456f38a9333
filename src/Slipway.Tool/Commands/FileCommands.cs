using System.CommandLine;
using System.CommandLine.Help;

namespace Slipway.Tool.Commands;

/// <summary>The commands that read files: no engine, no run, no lock.</summary>
internal static class FileCommands
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args, ToolSurroundings surroundings)
    {
        // No RootCommand: that is called what its assembly is called.
        var root = new Command("slipway")
        {
            new HelpOption(),
            ConfigCommand.Create(surroundings),
            VariablesCommand.Create(surroundings),
            EnvCommand.Create(surroundings),
            DockerfileCommand.Create(surroundings),
            ContextCommand.Create(surroundings),
            GraphCommand.Create(surroundings),
            LintCommand.Create(surroundings),
            InitCommand.Create(surroundings),
            ReportCommand.Create(surroundings),
        };
        var parsed = root.Parse([.. args]);
        try
        {
            if (parsed.Errors.Count > 0)
                throw new ProblemException([.. parsed.Errors.Select(error => ToolProblems.BadCommandLine(error.Message.TrimEnd('.'), args[0]))]);
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = surroundings.Out,
                Error = surroundings.Error,
                EnableDefaultExceptionHandler = false,
            });
        }
        catch (ProblemException e)
        {
            foreach (var problem in e.Problems)
                await surroundings.Error.WriteLineAsync(problem.ToString());
            // Nothing was run: whatever is wrong is wrong with the files or the command line.
            return ExitCodes.BuildIsWrong;
        }
    }
}
