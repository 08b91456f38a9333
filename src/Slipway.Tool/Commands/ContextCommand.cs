using System.CommandLine;
using Slipway.Containers.Contexts;

namespace Slipway.Tool.Commands;

/// <summary><c>slipway context</c>: what enters a build context, and which line of the ignore file decided.</summary>
internal static class ContextCommand
{
    public static Command Create(ToolSurroundings surroundings)
    {
        var folder = new Argument<string>("folder") { Description = "The context; the current folder unless given.", DefaultValueFactory = _ => "." };
        var dockerfile = new Option<string?>("--dockerfile", "-f") { Description = "The Dockerfile, whose own ignore file comes before .dockerignore; Dockerfile in the context unless given." };
        var formats = new Formats("summary", "paths", "json");
        var command = new Command("context", "Says what enters a build context, and why.") { folder, dockerfile };
        formats.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var format = formats.Read(result);
            var path = Path.GetFullPath(result.GetValue(folder)!, surroundings.Folder);
            if (!Directory.Exists(path))
                throw new ProblemException(ToolProblems.NoFolder(result.GetValue(folder)!));
            var file = result.GetValue(dockerfile) is { } named ? Path.GetFullPath(named, surroundings.Folder) : null;
            var report = ContextReport.Of(path, file, cancellationToken: cancellationToken);
            await surroundings.Out.WriteAsync(format switch
            {
                "json" => report.ToJson(),
                "paths" => string.Concat(report.Entries.Select(entry => entry.Path + "\n")),
                _ => report.ToSummary(),
            });
        });
        return command;
    }
}
