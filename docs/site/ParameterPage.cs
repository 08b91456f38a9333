using System.Text;
using System.Text.Json;

namespace Slipway.Site;

/// <summary>The parameters of this repository's build, as its schema has them.</summary>
internal static class ParameterPage
{
    public static SitePage Of(string repository)
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(repository, ".nuke", "build.schema.json")));
        var text = new StringBuilder("# All parameters\n\nMade from `.nuke/build.schema.json`: what a build with every component can be told in `.nuke/parameters.json`, on the command line "
            + "(`--registry-user`) and by variables (`SLIPWAY_REGISTRY_USER`). [Parameters](../parameters.md) says which of them wins.\n\n| Name | Type | Meaning |\n|---|---|---|\n");
        foreach (var parameter in schema.RootElement.GetProperty("properties").EnumerateObject().Where(property => property.Name[0] != '$'))
            text.Append($"| `{parameter.Name}` | {TypeOf(parameter.Value)} | {(parameter.Value.TryGetProperty("description", out var description) ? description.GetString()!.Replace("|", "\\|", StringComparison.Ordinal) : "")} |\n");
        return new SitePage("docs/reference/made/parameters.html", "Reference", "All parameters", text.ToString()) { Source = "docs/reference/made/parameters.md" };
    }

    private static string TypeOf(JsonElement parameter)
    {
        if (parameter.TryGetProperty("enum", out var values))
            return string.Join(", ", values.EnumerateArray().Select(value => $"`{value}`"));
        if (parameter.TryGetProperty("items", out var items))
            return "list of " + TypeOf(items);
        return parameter.TryGetProperty("type", out var type) ? type.ValueKind == JsonValueKind.Array ? string.Join(" or ", type.EnumerateArray()) : type.ToString() : "text";
    }
}
