using System.Reflection;

namespace Slipway.Graphs;

/// <summary>Finds the target that a delegate describes.</summary>
/// <remarks>
/// Each reading of a target property makes a new delegate, but always over the same method, so the method stands for
/// the property. <see cref="Delegate.Method"/> searches a list of all methods of the class, which thousands of targets cannot
/// afford: the code that the delegate points to says the same, and the method is asked only where it does not.
/// </remarks>
internal sealed class DefinitionMap
{
    private readonly Dictionary<DefinitionCode, GraphTarget> _byCode = [];
    private readonly List<(Delegate Definition, GraphTarget Target)> _all = [];
    private readonly Lazy<Dictionary<MethodInfo, GraphTarget>> _byMethod;

    // Results are read by many nodes at once, long after the last target was added.
    public DefinitionMap() => _byMethod = new(() => _all.ToDictionary(entry => entry.Definition.Method, entry => entry.Target));

    /// <summary>Adds a target.</summary>
    /// <returns>The target that has this definition already; <see langword="null"/> where none has.</returns>
    public GraphTarget? Add(Delegate definition, GraphTarget target)
    {
        if (DefinitionCode.Of(definition) is { } code)
        {
            if (!_byCode.TryAdd(code, target))
                return _byCode[code];
        }
        else if (_all.Find(entry => entry.Definition.Method == definition.Method) is { Target: { } twin })
        {
            return twin;
        }

        _all.Add((definition, target));
        return null;
    }

    public GraphTarget? Find(Delegate definition) =>
        DefinitionCode.Of(definition) is { } code && _byCode.TryGetValue(code, out var target)
            ? target
            : _byMethod.Value.GetValueOrDefault(definition.Method);
}
