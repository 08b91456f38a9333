using System.CommandLine;
using System.Text.Json;
using Slipway.Containers.Compose;

namespace Slipway.Tool.Commands;

/// <summary><c>slipway variables</c>: the variables that the compose files mention.</summary>
internal static class VariablesCommand
{
    public static Command Create(ToolSurroundings surroundings)
    {
        var project = new ComposeOptionSet();
        var formats = new Formats("json");
        var command = new Command("variables", "Lists the variables that the compose files mention.");
        project.AddTo(command);
        formats.AddTo(command);
        command.SetAction(result =>
        {
            _ = formats.Read(result);
            var loaded = ComposeLoader.Load(project.Find(result, surroundings) with { AllowMissingVariables = true });
            surroundings.Out.Write(JsonText.Of(json =>
            {
                json.WriteStartArray();
                foreach (var variable in loaded.Variables)
                    Write(json, variable);
                json.WriteEndArray();
            }));
        });
        return command;
    }

    private static void Write(Utf8JsonWriter json, ComposeVariable variable)
    {
        json.WriteStartObject();
        json.WriteString("name", variable.Name);
        json.WriteString("default", variable.Default ?? "");
        json.WriteBoolean("required", variable.IsRequired);
        // One value with two names: compose calls it the one where it is read, and the other where it is shown.
        json.WriteString("presence", variable.Alternate ?? "");
        json.WriteString("alternate", variable.Alternate ?? "");
        json.WriteString("source", variable.Source.ToString().ToLowerInvariant());
        json.Texts("places", variable.Places.Select(place => place.ToString()));
        json.WriteEndObject();
    }
}
