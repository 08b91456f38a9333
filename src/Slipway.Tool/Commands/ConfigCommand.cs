using System.CommandLine;
using Slipway.Containers.Compose;

namespace Slipway.Tool.Commands;

/// <summary><c>slipway config</c>: the compose project in its normal form.</summary>
internal static class ConfigCommand
{
    public static Command Create(ToolSurroundings surroundings)
    {
        var project = new ComposeOptionSet();
        var raw = new Option<bool>("--no-interpolate") { Description = "Leave variables as they are." };
        var newer = new Option<bool>("--newer-fields") { Description = "Take fields that newer versions of compose than 2.26 have." };
        var formats = new Formats("yaml", "json");
        var command = new Command("config", "Prints the compose project in its normal form, as docker compose config does; secrets too.") { raw, newer };
        project.AddTo(command);
        formats.AddTo(command);
        command.SetAction(result =>
        {
            var format = formats.Read(result);
            var loaded = ComposeLoader.Load(project.Find(result, surroundings) with { Interpolates = !result.GetValue(raw), RefusesNewerFields = !result.GetValue(newer) });
            surroundings.Out.Write(format == "json" ? loaded.ToJson() : loaded.ToYaml());
        });
        return command;
    }
}
