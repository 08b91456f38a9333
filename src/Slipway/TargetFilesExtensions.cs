using Slipway.Files;
using Slipway.Graphs;

namespace Slipway;

/// <summary>What targets say of files: what they are made of, what they make, what they hand on.</summary>
public static class TargetFilesExtensions
{
    extension<TDefinition>(TDefinition definition)
        where TDefinition : TargetSettings
    {
        /// <summary>The files that the target is made of: it is up to date while they, the build and the parameters that it requires stay as they were.</summary>
        /// <param name="globs">Patterns from the root folder on, written as <see cref="GlobSet"/> says.</param>
        public TDefinition Inputs(params IEnumerable<string> globs)
        {
            definition.FileUse.Inputs.Add(_ => globs);
            return definition;
        }

        /// <summary>The files that the target makes. Missing or changed ones are restored from the cache in <c>.nuke/temp</c>, where inputs are as they were.</summary>
        /// <remarks>Counts only beside <c>Inputs</c>.</remarks>
        /// <param name="globs">Patterns from the root folder on, written as <see cref="GlobSet"/> says.</param>
        public TDefinition Outputs(params IEnumerable<string> globs)
        {
            definition.FileUse.Outputs.Add(_ => globs);
            return definition;
        }

        /// <summary>Files that the target hands on to others. Each pattern has to pick something when it has run; else it fails.</summary>
        /// <param name="globs">Patterns from the root folder on, written as <see cref="GlobSet"/> says.</param>
        public TDefinition Produces(params IEnumerable<string> globs)
        {
            definition.FileUse.Artifacts.AddRange(globs);
            return definition;
        }

        /// <summary>Runs another target before, and reads what it produces with <c>run.ArtifactsOf(target)</c>.</summary>
        /// <param name="target">A target of the build that says <c>Produces</c>.</param>
        /// <param name="globs">Which of its artifacts, by patterns from the root folder on; all unless given.</param>
        public TDefinition Consumes(Target target, params IEnumerable<string> globs) => definition.Consume(target, globs);

        /// <inheritdoc cref="extension{TDefinition}(TDefinition).Consumes(Target, IEnumerable{string})"/>
        public TDefinition Consumes<TItem, TResult>(Target<TItem, TResult> target, params IEnumerable<string> globs)
            where TItem : notnull => definition.Consume(target, globs);

        private TDefinition Consume(Delegate target, IEnumerable<string> globs)
        {
            definition.Links.Add(new Link(LinkKind.DependsOn, target));
            definition.FileUse.Consumed.Add(new Consumption(target, [.. globs]));
            return definition;
        }
    }

    extension<TItem, TResult>(TargetDefinition<TItem, TResult> definition)
        where TItem : notnull
    {
        /// <summary>The files that an item is made of: it is up to date while they, the build and the parameters that the target requires stay as they were.</summary>
        /// <param name="globs">Patterns from the root folder on, written as <see cref="GlobSet"/> says.</param>
        public TargetDefinition<TItem, TResult> Inputs(Func<TItem, IEnumerable<string>> globs)
        {
            definition.FileUse.Inputs.Add(item => globs((TItem)item!));
            return definition;
        }

        /// <summary>The files that the target makes of an item.</summary>
        /// <param name="globs">Patterns from the root folder on, written as <see cref="GlobSet"/> says.</param>
        public TargetDefinition<TItem, TResult> Outputs(Func<TItem, IEnumerable<string>> globs)
        {
            definition.FileUse.Outputs.Add(item => globs((TItem)item!));
            return definition;
        }

        /// <summary>The result of an item that is up to date by its files: what <c>Executes</c> would give.</summary>
        /// <param name="result">Reads only.</param>
        public TargetDefinition<TItem, TResult> Gives(Func<TItem, TResult> result)
        {
            definition.FileUse.Result = (item, reason) => Reuse<TResult>.UpToDate(result((TItem)item!), reason);
            return definition;
        }
    }
}
