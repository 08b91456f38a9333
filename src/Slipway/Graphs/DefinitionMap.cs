using System.Reflection;

namespace Slipway.Graphs;

/// <summary>Finds the target that a delegate describes.</summary>
/// <remarks>
/// Each reading of a target property makes a new delegate, but always over the same method, so the method stands for
/// the property.
/// </remarks>
internal sealed class DefinitionMap
{
    private readonly Dictionary<MethodInfo, GraphTarget> _byMethod = [];

    public void Add(Delegate definition, GraphTarget target) => _byMethod.Add(definition.Method, target);

    public GraphTarget? Find(Delegate definition) => _byMethod.GetValueOrDefault(definition.Method);
}
