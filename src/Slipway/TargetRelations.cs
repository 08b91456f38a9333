using Slipway.Graphs;

namespace Slipway;

/// <summary>How plain and per-item targets stand to other targets.</summary>
/// <remarks>Each is there for a component's targets too, as <c>DependsOn&lt;ITest&gt;(x => x.Test)</c>, and with <c>Try</c> in front where the build may lack the component.</remarks>
public static class TargetRelations
{
    extension<TDefinition>(TDefinition definition)
        where TDefinition : TargetSettings
    {
        /// <summary>Runs these before this one, all of each.</summary>
        /// <param name="targets">Targets of the build.</param>
        public TDefinition DependsOn(params ReadOnlySpan<Target> targets) => definition.Add(LinkKind.DependsOn, targets);

        /// <inheritdoc cref="extension{TDefinition}(TDefinition).DependsOn(ReadOnlySpan{Target})"/>
        public TDefinition DependsOn<TItem, TResult>(Target<TItem, TResult> target)
            where TItem : notnull => definition.Add(LinkKind.DependsOn, target);

        /// <summary>Runs this one before these, whenever they run.</summary>
        /// <param name="targets">Targets of the build.</param>
        public TDefinition DependentFor(params ReadOnlySpan<Target> targets) => definition.Add(LinkKind.DependentFor, targets);

        /// <inheritdoc cref="extension{TDefinition}(TDefinition).DependentFor(ReadOnlySpan{Target})"/>
        public TDefinition DependentFor<TItem, TResult>(Target<TItem, TResult> target)
            where TItem : notnull => definition.Add(LinkKind.DependentFor, target);

        /// <summary>Where both run, this one comes after these. It does not make them run.</summary>
        /// <param name="targets">Targets of the build.</param>
        public TDefinition After(params ReadOnlySpan<Target> targets) => definition.Add(LinkKind.After, targets);

        /// <inheritdoc cref="extension{TDefinition}(TDefinition).After(ReadOnlySpan{Target})"/>
        public TDefinition After<TItem, TResult>(Target<TItem, TResult> target)
            where TItem : notnull => definition.Add(LinkKind.After, target);

        /// <summary>Where both run, this one comes after these, and only when they have succeeded. It does not make them run.</summary>
        /// <param name="targets">Targets of the build.</param>
        public TDefinition OnlyAfter(params ReadOnlySpan<Target> targets) => definition.Add(LinkKind.OnlyAfter, targets);

        /// <inheritdoc cref="extension{TDefinition}(TDefinition).OnlyAfter(ReadOnlySpan{Target})"/>
        public TDefinition OnlyAfter<TItem, TResult>(Target<TItem, TResult> target)
            where TItem : notnull => definition.Add(LinkKind.OnlyAfter, target);

        /// <summary>Where both run, this one comes before these. It does not make them run.</summary>
        /// <param name="targets">Targets of the build.</param>
        public TDefinition Before(params ReadOnlySpan<Target> targets) => definition.Add(LinkKind.Before, targets);

        /// <inheritdoc cref="extension{TDefinition}(TDefinition).Before(ReadOnlySpan{Target})"/>
        public TDefinition Before<TItem, TResult>(Target<TItem, TResult> target)
            where TItem : notnull => definition.Add(LinkKind.Before, target);

        /// <summary>Makes these run after this one, whenever it runs, and only when it ended well.</summary>
        /// <remarks>
        /// Where all that trigger a target are skipped, it is not run either, unless something else asks for it.
        /// A target that is asked for by itself does not wait for what could have triggered it.
        /// </remarks>
        /// <param name="targets">Targets of the build.</param>
        public TDefinition Triggers(params ReadOnlySpan<Target> targets) => definition.Add(LinkKind.Triggers, targets);

        /// <inheritdoc cref="extension{TDefinition}(TDefinition).Triggers(ReadOnlySpan{Target})"/>
        public TDefinition Triggers<TItem, TResult>(Target<TItem, TResult> target)
            where TItem : notnull => definition.Add(LinkKind.Triggers, target);

        /// <summary>Runs this one after these, whenever one of them runs, and only when they ended well.</summary>
        /// <remarks>
        /// The other end of <c>Triggers</c>. A per-item target that has <c>ForEach(Other)</c> too follows
        /// node by node: each after its own node of the other.
        /// </remarks>
        /// <param name="targets">Targets of the build.</param>
        public TDefinition TriggeredBy(params ReadOnlySpan<Target> targets) => definition.Add(LinkKind.TriggeredBy, targets);

        /// <inheritdoc cref="extension{TDefinition}(TDefinition).TriggeredBy(ReadOnlySpan{Target})"/>
        public TDefinition TriggeredBy<TItem, TResult>(Target<TItem, TResult> target)
            where TItem : notnull => definition.Add(LinkKind.TriggeredBy, target);

        internal TDefinition Add(LinkKind kind, Delegate target)
        {
            definition.Links.Add(new Link(kind, target));
            return definition;
        }

        private TDefinition Add(LinkKind kind, ReadOnlySpan<Target> targets)
        {
            foreach (var target in targets)
                definition.Links.Add(new Link(kind, target));
            return definition;
        }
    }
}
