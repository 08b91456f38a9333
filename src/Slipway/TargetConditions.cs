using System.Runtime.CompilerServices;
using Slipway.Graphs;

namespace Slipway;

/// <summary>When plain and per-item targets run, and what they cannot do without.</summary>
public static class TargetConditions
{
    extension<TDefinition>(TDefinition definition)
        where TDefinition : TargetSettings
    {
        /// <summary>Runs only when this holds; otherwise it is skipped.</summary>
        /// <remarks>What it depends on still runs, unless <c>WhenSkipped(DependencyBehavior.Skip)</c> says otherwise.</remarks>
        /// <param name="condition">Asked while planning: reads only.</param>
        /// <param name="otherwise">Why it is skipped, for the plan and the summary; the condition's source text unless given.</param>
        /// <param name="text">The source text; the compiler fills it in.</param>
        public TDefinition OnlyWhen(
            Func<bool> condition,
            string? otherwise = null,
            [CallerArgumentExpression(nameof(condition))] string text = "")
        {
            definition.Conditions.Add(new Condition(_ => condition(), otherwise ?? SourceText.Body(text) + " is false"));
            return definition;
        }

        /// <summary>Runs only when this holds; otherwise it is skipped. Asked right before the node starts, when all that it depends on has run.</summary>
        /// <remarks>A per-item target asks for each of its nodes. What is up to date is not asked.</remarks>
        /// <param name="condition">Asked while the run goes on, never while planning.</param>
        /// <param name="otherwise">Why it is skipped, for the summary; the condition's source text unless given.</param>
        /// <param name="text">The source text; the compiler fills it in.</param>
        public TDefinition OnlyWhenDynamic(
            Func<bool> condition,
            string? otherwise = null,
            [CallerArgumentExpression(nameof(condition))] string text = "") =>
            definition.AddStartCondition((_, _) => Task.FromResult(condition()), otherwise, text);

        /// <inheritdoc cref="extension{TDefinition}(TDefinition).OnlyWhenDynamic(Func{bool}, string?, string)"/>
        public TDefinition OnlyWhenDynamic(
            Func<Task<bool>> condition,
            string? otherwise = null,
            [CallerArgumentExpression(nameof(condition))] string text = "") =>
            definition.AddStartCondition((_, _) => condition(), otherwise, text);

        /// <inheritdoc cref="extension{TDefinition}(TDefinition).OnlyWhenDynamic(Func{bool}, string?, string)"/>
        public TDefinition OnlyWhenDynamic(
            Func<RunContext, bool> condition,
            string? otherwise = null,
            [CallerArgumentExpression(nameof(condition))] string text = "") =>
            definition.AddStartCondition((_, run) => Task.FromResult(condition(run)), otherwise, text);

        /// <inheritdoc cref="extension{TDefinition}(TDefinition).OnlyWhenDynamic(Func{bool}, string?, string)"/>
        public TDefinition OnlyWhenDynamic(
            Func<RunContext, Task<bool>> condition,
            string? otherwise = null,
            [CallerArgumentExpression(nameof(condition))] string text = "") =>
            definition.AddStartCondition((_, run) => condition(run), otherwise, text);

        /// <summary>Says what becomes of the dependencies when this target is skipped by <c>OnlyWhen</c> or <c>--skip</c>. They run unless set.</summary>
        /// <remarks>
        /// What something else that runs needs, or what was asked for by name, always runs. The target that <c>ForEach</c>
        /// takes its items from stays too. A condition that is asked at start comes too late: the dependencies have run.
        /// </remarks>
        /// <param name="dependencies">Whether they run.</param>
        public TDefinition WhenSkipped(DependencyBehavior dependencies)
        {
            definition.WhenSkippedDependencies = dependencies;
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

        /// <summary>A program that must be there before anything starts. All that are missing are told at once, with exit code 3.</summary>
        /// <param name="program">A name that is looked up on <c>PATH</c>, or a path from the root folder.</param>
        /// <param name="advice">What to do where it is missing, such as <c>install Trivy: apt install trivy</c>; to install it, unless given.</param>
        public TDefinition RequiresTool(string program, string? advice = null)
        {
            definition.Tools.Add(new ToolRequirement(program, advice));
            return definition;
        }

        internal TDefinition AddStartCondition(Func<object?, RunContext, Task<bool>> condition, string? otherwise, string text)
        {
            var source = SourceText.Body(text);
            definition.StartConditions.Add(new StartCondition(condition, source, otherwise ?? source + " is false"));
            return definition;
        }
    }
}
