using System.Runtime.CompilerServices;
using Slipway.Graphs;

namespace Slipway;

/// <summary>What plain and per-item targets can both say of themselves.</summary>
public static class TargetSettingsExtensions
{
    extension<TDefinition>(TDefinition definition)
        where TDefinition : TargetSettings
    {
        /// <summary>One sentence for <c>--list</c>.</summary>
        /// <param name="text">Says what the target does.</param>
        public TDefinition Description(string text)
        {
            definition.DescriptionText = text;
            return definition;
        }

        /// <summary>Runs these before this one, all of each.</summary>
        /// <param name="targets">Targets of the build.</param>
        public TDefinition DependsOn(params ReadOnlySpan<Target> targets) => definition.Add(LinkKind.DependsOn, targets);

        /// <inheritdoc cref="extension{TDefinition}(TDefinition).DependsOn(ReadOnlySpan{Target})"/>
        public TDefinition DependsOn<TItem, TResult>(Target<TItem, TResult> target)
            where TItem : notnull => definition.Add(Link.To(target, LinkKind.DependsOn));

        /// <summary>Runs this one before these, whenever they run.</summary>
        /// <param name="targets">Targets of the build.</param>
        public TDefinition DependentFor(params ReadOnlySpan<Target> targets) => definition.Add(LinkKind.DependentFor, targets);

        /// <summary>Where both run, this one comes after these. It does not make them run.</summary>
        /// <param name="targets">Targets of the build.</param>
        public TDefinition After(params ReadOnlySpan<Target> targets) => definition.Add(LinkKind.After, targets);

        /// <inheritdoc cref="extension{TDefinition}(TDefinition).After(ReadOnlySpan{Target})"/>
        public TDefinition After<TItem, TResult>(Target<TItem, TResult> target)
            where TItem : notnull => definition.Add(Link.To(target, LinkKind.After));

        /// <summary>Where both run, this one comes after these, and only when they have succeeded. It does not make them run.</summary>
        /// <param name="targets">Targets of the build.</param>
        public TDefinition OnlyAfter(params ReadOnlySpan<Target> targets) => definition.Add(LinkKind.OnlyAfter, targets);

        /// <inheritdoc cref="extension{TDefinition}(TDefinition).OnlyAfter(ReadOnlySpan{Target})"/>
        public TDefinition OnlyAfter<TItem, TResult>(Target<TItem, TResult> target)
            where TItem : notnull => definition.Add(Link.To(target, LinkKind.OnlyAfter));

        /// <summary>Where both run, this one comes before these. It does not make them run.</summary>
        /// <param name="targets">Targets of the build.</param>
        public TDefinition Before(params ReadOnlySpan<Target> targets) => definition.Add(LinkKind.Before, targets);

        /// <summary>Runs only when this holds; otherwise it is skipped, and what it depends on still runs.</summary>
        /// <param name="condition">Asked while planning: reads only.</param>
        /// <param name="otherwise">Why it is skipped, for the plan and the summary; the condition's source text unless given.</param>
        /// <param name="text">The source text; the compiler fills it in.</param>
        public TDefinition OnlyWhen(
            Func<bool> condition,
            string? otherwise = null,
            [CallerArgumentExpression(nameof(condition))] string text = "")
        {
            definition.Conditions.Add(new Condition(condition, otherwise ?? SourceText.Body(text) + " is false"));
            return definition;
        }

        /// <summary>A parameter that must have a value before anything starts.</summary>
        /// <param name="parameter">The parameter, as <c>() => Registry</c>.</param>
        /// <param name="text">The source text; the compiler fills it in.</param>
        public TDefinition Requires(Func<object?> parameter, [CallerArgumentExpression(nameof(parameter))] string text = "")
        {
            definition.Requirements.Add(new Requirement(SourceText.LastName(text), parameter));
            return definition;
        }

        /// <summary>Gives a parameter a value when this target is asked for by name. The command line still wins.</summary>
        /// <typeparam name="T">The parameter's type.</typeparam>
        /// <param name="parameter">The parameter, as <c>() => Mode</c>.</param>
        /// <param name="value">Its value.</param>
        /// <param name="text">The source text; the compiler fills it in.</param>
        public TDefinition Presets<T>(Func<T> parameter, T value, [CallerArgumentExpression(nameof(parameter))] string text = "")
        {
            definition.PresetValues.Add(new Preset(SourceText.LastName(text), value));
            return definition;
        }

        /// <summary>Another name that the target can be asked for by.</summary>
        /// <param name="names">Names that no target has.</param>
        public TDefinition Alias(params ReadOnlySpan<string> names)
        {
            definition.AliasNames.AddRange(names);
            return definition;
        }

        /// <summary>Nodes that use a resource of the same name never run at the same time.</summary>
        /// <param name="resource">The resource's name.</param>
        public TDefinition UsesExclusively(string resource)
        {
            definition.ExclusiveResources.Add(resource);
            return definition;
        }

        /// <summary>Lets dependents run although this target failed. The run still ends with exit code 1.</summary>
        public TDefinition ContinueOnFailure()
        {
            definition.ContinuesOnFailure = true;
            return definition;
        }

        /// <summary>Runs even when something that it depends on failed.</summary>
        public TDefinition AssuredAfterFailure()
        {
            definition.RunsAfterFailure = true;
            return definition;
        }

        /// <summary>Leaves the target out of <c>--list</c>.</summary>
        public TDefinition Unlisted()
        {
            definition.IsUnlisted = true;
            return definition;
        }

        private TDefinition Add(LinkKind kind, ReadOnlySpan<Target> targets)
        {
            foreach (var target in targets)
                definition.Links.Add(Link.To(target, kind));
            return definition;
        }

        private TDefinition Add(Link link)
        {
            definition.Links.Add(link);
            return definition;
        }
    }
}
