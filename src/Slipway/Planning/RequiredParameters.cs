using System.Reflection;
using Slipway.Graphs;
using Slipway.Parameters;

namespace Slipway.Planning;

/// <summary>Finds what the targets of a run need and nobody gave.</summary>
internal sealed class RequiredParameters(SlipwayBuild build, ParameterValues values, IReadOnlyDictionary<string, Parameter> parameters)
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>A parameter without a value, and how that is told.</summary>
    internal sealed record Missing(Parameter Parameter, Problem Problem);

    /// <summary>What is missing, each once for every target that names it.</summary>
    /// <param name="running">The targets that are not skipped.</param>
    /// <exception cref="ProblemException">A target requires what is no parameter.</exception>
    public IReadOnlyList<Missing> Find(IReadOnlyList<GraphTarget> running)
    {
        var missing = new List<Missing>();
        var problems = new List<Problem>();
        foreach (var target in running)
        {
            foreach (var requirement in target.Settings.Requirements)
            {
                if (ParameterOf(requirement.Parameter) is not { } parameter)
                    problems.Add(PlanningProblems.NotAParameter(target.Name, "Requires", requirement.Parameter));
                else if (!values.IsRejected(parameter.Member) && IsNothing(PlanningProblems.Ask(target.Name, "Requires", requirement.Value)))
                    missing.Add(new(parameter, ParameterProblems.Missing(target.Name, parameter)));
            }
        }

        foreach (var parameter in parameters.Values)
        {
            if (parameter.IsRequired && !values.IsRejected(parameter.Member) && IsUsed(parameter, running) && !HasValue(parameter) && !missing.Exists(m => m.Parameter == parameter))
                missing.Add(new(parameter, ParameterProblems.Missing(parameter)));
        }

        return problems.Count == 0 ? missing : throw new ProblemException(problems);
    }

    public Parameter? ParameterOf(string member)
    {
        foreach (var parameter in parameters.Values)
        {
            if (parameter.Member.Equals(member, StringComparison.OrdinalIgnoreCase))
                return parameter;
        }

        return null;
    }

    // A component's parameter is required by its own targets, and by those of components that extend it.
    private bool IsUsed(Parameter parameter, IReadOnlyList<GraphTarget> running)
    {
        var owner = parameter.Declaration.DeclaringType!;
        if (!owner.IsInterface)
            return running.Count > 0;
        var components = build.GetType().GetInterfaces().Where(owner.IsAssignableFrom).ToList();
        return running.Any(target => components.Exists(component => Defines(component, target.Name)));
    }

    // A component that redefines another's target holds it as Namespace.IOther.Target.
    private static bool Defines(Type component, string target) =>
        Array.Exists(component.GetProperties(Members), property => property.Name == target || property.Name.EndsWith("." + target, StringComparison.Ordinal));

    private bool HasValue(Parameter parameter)
    {
        var value = PlanningProblems.Ask(parameter.Name, "value", () => parameter.Declaration switch
        {
            PropertyInfo property => property.GetValue(build, BindingFlags.DoNotWrapExceptions, null, null, null),
            var field => ((FieldInfo)field).GetValue(build),
        });
        // What code gives by default is 0 or false where nobody thought of a value.
        return !IsNothing(value) && (values.Has(parameter.Member) || !(value is ValueType && value.Equals(Activator.CreateInstance(value.GetType()))));
    }

    private static bool IsNothing(object? value) => value is null or "" or Array { Length: 0 };
}
