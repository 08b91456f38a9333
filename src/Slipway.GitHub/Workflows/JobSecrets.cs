using System.Reflection;

namespace Slipway.GitHub.Workflows;

/// <summary>Which secrets a job gets: those of the components whose targets it runs, and no others.</summary>
internal sealed class JobSecrets(WorkflowSource source)
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Environment variables and the expressions for their values.</summary>
    /// <param name="targets">The targets that the job runs.</param>
    /// <param name="named">Parameters that are named, beside them.</param>
    public IReadOnlyList<(string Variable, string Value)> Of(IReadOnlySet<string> targets, IReadOnlyList<string> named)
    {
        var components = source.BuildType.GetInterfaces().Where(component => TargetsOf(component).Any(targets.Contains)).ToList();
        // Those that bring only parameters belong to what extends them.
        var all = components.Concat(components.SelectMany(component => component.GetInterfaces()).Where(component => !TargetsOf(component).Any())).ToHashSet();
        var required = targets.SelectMany(name => source.Build.Find(name)!.Requires).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. source.Build.Parameters
                .Where(parameter => parameter.IsSecret)
                .Where(parameter => parameter.IsRequired || required.Contains(parameter.Member) || named.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase) || named.Contains(parameter.Member, StringComparer.OrdinalIgnoreCase) || all.Contains(parameter.DeclaredBy))
                .Select(parameter => (parameter.EnvironmentVariable, ValueOf(parameter))),
        ];
    }

    private static string ValueOf(ParameterDescription parameter) =>
        parameter.EnvironmentVariable == "GITHUB_TOKEN" ? "${{ github.token }}" : $"${{{{ secrets.{Names.Secret(parameter.Name)} }}}}";

    private static IEnumerable<string> TargetsOf(Type component) => component.GetProperties(Members)
        .Where(property => property.PropertyType == typeof(Target) || (property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(Target<,>)))
        .Select(property => property.Name[(property.Name.LastIndexOf('.') + 1)..]);
}
