using System.CommandLine;
using Slipway.Containers.Stacks;

namespace Slipway.Tool.Commands;

/// <summary><c>slipway graph</c>: services, images and stages of a stack, and what each needs.</summary>
internal static class GraphCommand
{
    public static Command Create(ToolSurroundings surroundings)
    {
        var profiles = new Option<string[]>("--profile") { Description = "A profile to activate; * is all of them." };
        var formats = new Formats("mermaid", "json", "html");
        var command = new Command("graph", "Draws services, images, stages and what depends on what.") { profiles };
        formats.AddTo(command);
        command.SetAction(result =>
        {
            var format = formats.Read(result);
            var folder = StackRun.FindStack(surroundings.Folder) ?? throw new ProblemException(ToolProblems.NoStack(surroundings.Folder));
            var graph = StackGraph.Of(ContainerStack.Load(new StackOptions
            {
                Folder = folder,
                RootFolder = surroundings.Folder,
                Environment = surroundings.Environment,
                Profiles = result.GetValue(profiles) is { Length: > 0 } chosen ? chosen : null,
            }));
            surroundings.Out.Write(format switch
            {
                "json" => graph.ToJson(),
                "html" => graph.ToHtml(),
                _ => graph.ToMermaid(),
            });
        });
        return command;
    }
}
