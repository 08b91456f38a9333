using System.CommandLine;
using Slipway.Tool.Reports;

namespace Slipway.Tool.Commands;

/// <summary><c>slipway report</c>: serves the reports of earlier runs.</summary>
internal static class ReportCommand
{
    public static Command Create(ToolSurroundings surroundings)
    {
        var port = new Option<int>("--port") { Description = "The port to answer on; any that is free unless set." };
        var command = new Command("report", "Serves the reports of earlier runs to this machine, until Ctrl-C.") { port };
        command.SetAction(async (result, cancellationToken) =>
        {
            var folder = FolderFrom(surroundings.Folder) ?? throw new ProblemException(ToolProblems.NoReports(surroundings.Folder));
            using var server = new ReportServer(folder);
            server.Start(result.GetValue(port));
            await surroundings.Out.WriteLineAsync($"{server.Address}{ReportServer.RunsIn(folder)[0]}/\nCtrl-C ends it.");
            await surroundings.Out.FlushAsync(CancellationToken.None);
            await server.RunAsync(cancellationToken);
            return ExitCodes.Done;
        });
        return command;
    }

    // The nearest project that has a report.
    private static string? FolderFrom(string start)
    {
        for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var reports = Path.Combine(folder, ".nuke", "temp", "reports");
            if (ReportServer.RunsIn(reports).Count > 0)
                return reports;
        }

        return null;
    }
}
