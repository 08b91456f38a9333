using System.Reflection;

namespace Slipway.Parameters;

/// <summary>Finds environment variables that look as if they were for the build, and that nothing of it reads.</summary>
internal static class UnknownVariables
{
    private const string Prefix = "SLIPWAY_";

    // Set by build.sh and build.ps1.
    private static readonly string[] Engine = ["SLIPWAY_ROOT", "SLIPWAY_COMPILED"];

    /// <summary>A warning for each of them.</summary>
    public static IReadOnlyList<string> Find(Type build, IEnumerable<Parameter> parameters, IReadOnlyDictionary<string, string> environment)
    {
        List<string>? unknown = null;
        foreach (var name in environment.Keys)
        {
            if (name.StartsWith(Prefix, StringComparison.Ordinal) && Array.IndexOf(Engine, name) < 0)
                (unknown ??= []).Add(name);
        }

        if (unknown is null)
            return [];
        // Read only where there is a doubt: attributes are slow.
        var known = parameters.SelectMany(p => p.IsSecret ? [p.EnvironmentVariable, p.FileVariable] : new[] { p.EnvironmentVariable })
            .Concat(build.GetInterfaces().Append(build).SelectMany(type => type.GetCustomAttributes<ReadsVariableAttribute>()).Select(read => read.Name))
            .ToHashSet(StringComparer.Ordinal);
        return [.. unknown.Where(name => !known.Contains(name)).Order(StringComparer.Ordinal).Select(name => ParameterProblems.UnknownVariable(name, known))];
    }
}
