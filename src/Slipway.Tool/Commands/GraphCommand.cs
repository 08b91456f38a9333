using System.CommandLine;
using Slipway.Containers.Stacks;

namespace Slipway.Tool.Commands;

/// <summary><c>slipway graph</c>: services, images and stages of a stack, and what each needs.</summary>
internal static class GraphCommand
{
    public static Command Create(ToolSurroundings surroundings)
    {
        var project = new ComposeOptionSet();
        var formats = new Formats("mermaid", "json", "html");
        var command = new Command("graph", "Draws services, images, stages and what depends on what.");
        project.AddTo(command);
        formats.AddTo(command);
        command.SetAction(result =>
        {
            var format = formats.Read(result);
            var graph = StackGraph.Of(ContainerStack.Load(project.ReadStack(result, surroundings)));
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
