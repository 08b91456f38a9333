using Slipway.Graphs;

namespace Slipway;

/// <summary>A target of a build, as others see it.</summary>
public sealed class TargetDescription
{
    private readonly GraphTarget _target;

    internal TargetDescription(GraphTarget target) => _target = target;

    /// <summary>Its name.</summary>
    public string Name => _target.Name;

    /// <summary>Its name and its aliases.</summary>
    public IReadOnlyList<string> Names => [Name, .. _target.Settings.AliasNames];

    /// <summary>One sentence, where it says one.</summary>
    public string? Description => _target.Settings.DescriptionText;

    /// <summary>Whether it runs once per item.</summary>
    public bool IsPerItem => _target.IsPerItem;

    /// <summary>Whether it does something by itself, beside what it depends on.</summary>
    public bool HasBody => _target.Settings.Bodies.Count > 0;

    /// <summary>The targets that run before it.</summary>
    public IReadOnlyList<string> DependsOn =>
        [.. (_target.ItemsOf is { } items ? _target.Dependencies.Append(items) : _target.Dependencies).Select(other => other.Name).Distinct(StringComparer.Ordinal)];

    /// <summary>The targets that run because it does, after it.</summary>
    public IReadOnlyList<string> Triggers => [.. _target.Triggers.Select(other => other.Name).Distinct(StringComparer.Ordinal)];

    /// <summary>The targets that come before it where both run.</summary>
    public IReadOnlyList<string> Earlier => [.. _target.Earlier.Select(other => other.Name).Distinct(StringComparer.Ordinal)];

    /// <summary>Patterns of the files that it hands on.</summary>
    public IReadOnlyList<string> Produces => _target.Settings.Files?.Artifacts ?? [];

    /// <summary>The targets whose files it reads.</summary>
    public IReadOnlyList<string> Consumes => [.. _target.Settings.Files?.Consumed.Select(part => part.Target!.Name).Distinct(StringComparer.Ordinal) ?? []];

    /// <summary>The members of the build that hold the parameters it requires.</summary>
    public IReadOnlyList<string> Requires => [.. _target.Settings.Requirements.Select(requirement => requirement.Parameter)];

    /// <summary>Its items; none where it runs once, or has those of another target. Reading them may read files.</summary>
    /// <exception cref="ProblemException">What they are read from is wrong.</exception>
    public IReadOnlyList<object> Items()
    {
        var source = _target;
        while (source.ItemsOf is { } other)
            source = other;
        return source.Settings.ItemSource is { } items ? [.. items()] : [];
    }

    /// <summary>Patterns of the files that it, or an item of it, is made of; none where it does not say.</summary>
    /// <param name="item">The item; <see langword="null"/> where it runs once.</param>
    public IReadOnlyList<string> Inputs(object? item) => [.. _target.Settings.Files?.Inputs.SelectMany(inputs => inputs(item)) ?? []];
}
