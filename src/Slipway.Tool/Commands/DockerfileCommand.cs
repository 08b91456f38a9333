using System.CommandLine;
using Slipway.Containers.Dockerfiles;

namespace Slipway.Tool.Commands;

/// <summary><c>slipway dockerfile</c>: a Dockerfile as BuildKit reads it.</summary>
internal static class DockerfileCommand
{
    public static Command Create(ToolSurroundings surroundings)
    {
        var file = new Argument<string>("file") { Description = "The Dockerfile; Dockerfile unless given.", DefaultValueFactory = _ => "Dockerfile" };
        var arguments = new Option<string[]>("--build-arg") { Description = "A build argument NAME=VALUE; NAME alone takes it from the environment." };
        var target = new Option<string?>("--target") { Description = "The stage to build; the last one unless given." };
        var platform = new Option<string?>("--platform") { Description = "The platform to build for, such as linux/arm64." };
        var formats = new Formats("json");
        var command = new Command("dockerfile", "Prints a Dockerfile's stages, bases and what they yield.") { file, arguments, target, platform };
        formats.AddTo(command);
        command.SetAction(result =>
        {
            _ = formats.Read(result);
            var name = result.GetValue(file)!;
            var dockerfile = Dockerfile.Load(Path.GetFullPath(name, surroundings.Folder), name);
            var resolved = dockerfile.Resolve(new DockerfileOptions
            {
                Args = Arguments(result.GetValue(arguments) ?? [], surroundings.Environment),
                Target = result.GetValue(target),
                Platform = result.GetValue(platform),
            });
            surroundings.Out.Write(JsonText.Of(json => DockerfileJson.Write(json, dockerfile, resolved)));
        });
        return command;
    }

    private static Dictionary<string, string> Arguments(string[] given, IReadOnlyDictionary<string, string> environment)
    {
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var argument in given)
        {
            if (argument.Split('=', 2) is [var name, var value])
                arguments[name] = value;
            else if (environment.TryGetValue(argument, out var inherited))
                arguments[argument] = inherited;
        }

        return arguments;
    }
}
