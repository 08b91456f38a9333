using Slipway.Containers.Compose;

namespace Slipway.Components.Tests.Documentation;

internal static class ComposeReference
{
    public static void Print(string folder, IReadOnlyDictionary<string, string> environment)
    {
        var options = ComposeDiscovery.Find(folder, environment, files: ["compose.yaml", "compose.prod.yaml"]);
        var project = ComposeLoader.Load(options with { Profiles = ["debug"] });
        foreach (var service in project.ActiveServices)
            Console.WriteLine($"{service.Place}  {service.Name}: {service.Image ?? service.Build?.Context}");
        File.WriteAllText("resolved.yaml", project.ToYaml());
    }
}
