using System.Security.Cryptography;
using System.Text;
using Slipway.Containers.Compose;

namespace Slipway.Containers.Deploying;

/// <summary>The configuration of a service as a label of its containers: each field with a short digest.</summary>
/// <remarks>Who can read the label can read the container's configuration itself: digests of variables give nothing away.</remarks>
internal static class ServiceConfiguration
{
    private const int DigestLength = 8;

    // A change of these alone makes no new container; the image is compared by its id.
    private static readonly string[] Ignored = ["build", "depends_on", "develop", "deploy", "image", "profiles", "pull_policy", "scale", "env_file"];

    /// <summary>The label's value, such as <c>command=1b2c3d4e environment=5f6a7b8c</c>.</summary>
    public static string Of(ComposeService service)
    {
        var fields = service.Definition.Entries
            .Where(entry => !Ignored.Contains(entry.Key, StringComparer.Ordinal) && !entry.Key.StartsWith("x-", StringComparison.Ordinal))
            .Select(entry => (entry.Key, Text: entry.Key == "environment" ? Variables(service) : Yaml.Printed(entry.Value)))
            .ToList();
        if (!fields.Exists(field => field.Key == "environment") && service.AllVariables.Count > 0)
            fields.Add(("environment", Variables(service)));
        if (service.Definition["deploy"] is YamlMapping deploy && deploy["resources"] is { } resources)
            fields.Add(("deploy.resources", Yaml.Printed(resources)));
        return string.Join(' ', fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={Digest(field.Text)}"));
    }

    /// <summary>The fields that differ between two values of the label.</summary>
    public static IReadOnlyList<string> Changes(string one, string other)
    {
        var (before, after) = (Fields(one), Fields(other));
        return
        [
            .. before.Keys.Union(after.Keys, StringComparer.Ordinal)
                .Where(field => before.GetValueOrDefault(field) != after.GetValueOrDefault(field))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static string Variables(ComposeService service) =>
        string.Join('\n', service.AllVariables.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..DigestLength];

    private static Dictionary<string, string> Fields(string label) => label.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(field => field.Split('=', 2)).Where(pair => pair.Length == 2)
        .GroupBy(pair => pair[0], StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First()[1], StringComparer.Ordinal);
}
