using System.CommandLine;
using Slipway.Containers.Compose;

namespace Slipway.Tool.Commands;

/// <summary><c>slipway env</c>: what environment files say.</summary>
internal static class EnvCommand
{
    public static Command Create(ToolSurroundings surroundings)
    {
        var files = new Option<string[]>("--env-file") { Description = "An environment file, .env unless given; later ones over earlier ones." };
        var formats = new Formats("json");
        var command = new Command("env", "Prints what environment files say, secrets too.") { files };
        formats.AddTo(command);
        command.SetAction(result =>
        {
            _ = formats.Read(result);
            var named = result.GetValue(files) is { Length: > 0 } given ? given : [".env"];
            var variables = new OrderedDictionary<string, string>(StringComparer.Ordinal);
            // A later file may use what an earlier one says, unless the environment says otherwise.
            var known = new Dictionary<string, string>(surroundings.Environment, StringComparer.Ordinal);
            foreach (var file in named)
            {
                foreach (var variable in DotEnv.Load(Path.GetFullPath(file, surroundings.Folder), known, file).Variables)
                {
                    variables[variable.Name] = variable.Value;
                    if (!surroundings.Environment.ContainsKey(variable.Name))
                        known[variable.Name] = variable.Value;
                }
            }

            surroundings.Out.Write(JsonText.Of(json =>
            {
                json.WriteStartObject();
                foreach (var (name, value) in variables)
                    json.WriteString(name, value);
                json.WriteEndObject();
            }));
        });
        return command;
    }
}
