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
    }
}
