using Slipway.Graphs;
using Slipway.Parameters;

namespace Slipway;

/// <summary>What a build consists of, for those who make something else of it, such as a workflow.</summary>
public sealed class BuildDescription
{
    private BuildDescription(IReadOnlyList<TargetDescription> targets, IReadOnlyList<ParameterDescription> parameters) =>
        (Targets, Parameters) = (targets, parameters);

    /// <summary>All targets, in the order of declaration.</summary>
    public IReadOnlyList<TargetDescription> Targets { get; }

    /// <summary>All parameters, in the order of their names.</summary>
    public IReadOnlyList<ParameterDescription> Parameters { get; }

    /// <summary>Describes a build that has been started, as in the body of a target.</summary>
    /// <param name="build">The build.</param>
    /// <exception cref="ProblemException">Its definitions are wrong.</exception>
    public static BuildDescription Of(IBuild build)
    {
        var graph = Graph.Of((SlipwayBuild)build);
        var parameters = ParameterReader.Read(build.GetType(), []).Values.OrderBy(parameter => parameter.Name, StringComparer.Ordinal);
        return new BuildDescription([.. graph.Targets.Select(target => new TargetDescription(target))], [.. parameters.Select(parameter => new ParameterDescription(parameter))]);
    }

    /// <summary>The target of that name or alias; case and dashes do not matter.</summary>
    /// <param name="name">The name.</param>
    public TargetDescription? Find(string name)
    {
        var plain = name.Replace("-", "", StringComparison.Ordinal);
        return Targets.FirstOrDefault(target => target.Names.Contains(plain, StringComparer.OrdinalIgnoreCase));
    }
}
