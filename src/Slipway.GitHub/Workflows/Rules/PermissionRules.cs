using Slipway.Diagnostics;
using YamlDotNet.RepresentationModel;

namespace Slipway.GitHub.Workflows;

/// <summary>What the token of a job may do.</summary>
internal static class PermissionRules
{
    public static void Check(YamlNode permissions, Findings findings)
    {
        if (permissions is YamlScalarNode { Value: var all } && !permissions.IsEmpty())
        {
            if (all == "write-all")
                findings.Add("SW1059", permissions, "the token may do everything", "name what the jobs need: contents: read");
            else if (all != "read-all")
                findings.Add("SW1059", permissions, $"'{all}' is no permission", "read-all, or a map such as contents: read");
        }
        else if (permissions is YamlMappingNode map)
        {
            foreach (var (scope, level) in map.Children)
            {
                if (!GitHubPermissions.Scopes.Contains(scope.Text(), StringComparer.Ordinal))
                    findings.Add("SW1059", scope, $"there is no permission '{scope.Text()}'", Nearest.To(scope.Text() ?? "", GitHubPermissions.Scopes) is { Count: > 0 } near ? string.Join(", ", near) : null);
                else if (!GitHubPermissions.IsLevel(scope.Text()!, level.Text() ?? ""))
                    findings.Add("SW1059", level, $"'{scope.Text()}' cannot be '{level.Text()}'", "read, write or none");
            }
        }
    }
}
