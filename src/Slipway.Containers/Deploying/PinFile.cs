using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Slipway.Containers.Compose;

namespace Slipway.Containers.Deploying;

/// <summary>The override file by which compose starts exactly the images that were chosen.</summary>
internal static class PinFile
{
    /// <summary>The text of the file.</summary>
    /// <param name="project">The project that it is laid over.</param>
    /// <param name="pins">The id of each service's image.</param>
    /// <param name="isV1">Whether it is for the old compose, which knows fewer fields and wants one version in all files.</param>
    public static string Text(ComposeProject project, IReadOnlyDictionary<string, string> pins, bool isV1)
    {
        var text = new StringBuilder("# Made by Slipway for each deployment: the images that were verified, by their ids.\n");
        if (isV1 && project.Files.Select(VersionOf).FirstOrDefault(found => found is not null) is { } version)
            text.Append("version: ").Append(Quoted(version)).Append('\n');
        text.Append("services:\n");
        foreach (var (service, image) in pins.OrderBy(pin => pin.Key, StringComparer.Ordinal))
        {
            text.Append("  ").Append(Quoted(service)).Append(":\n    image: ").Append(Quoted(image)).Append('\n');
            // What was verified is here: compose must not look for something newer.
            if (!isV1)
                text.Append("    pull_policy: never\n");
            text.Append("    labels:\n      ").Append(DeploymentLabels.Configuration).Append(": ")
                .Append(Quoted(ServiceConfiguration.Of(project.Services[service]))).Append('\n');
        }

        return text.ToString();
    }

    // A project as it was read has none any more: only the old compose wants it.
    private static string? VersionOf(string file) => File.ReadLines(file)
        .FirstOrDefault(line => line.StartsWith("version:", StringComparison.Ordinal))?["version:".Length..].Split('#')[0].Trim().Trim('\'', '"');

    // JSON's strings are YAML's; a dollar sign would begin a variable.
    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"".Replace("$", "$$", StringComparison.Ordinal);
}
