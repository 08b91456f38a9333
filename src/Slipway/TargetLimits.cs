using Slipway.Graphs;

namespace Slipway;

/// <summary>How often plain and per-item targets are tried, how long they may take, and what they use.</summary>
public static class TargetLimits
{
    extension<TDefinition>(TDefinition definition)
        where TDefinition : TargetSettings
    {
        /// <summary>Tries again when it fails. Each failure but the last is a warning; the summary says which attempt it was.</summary>
        /// <remarks>A per-item target tries each node by itself. What a node uses of the budgets it keeps while it waits.</remarks>
        /// <param name="attempts">How often it is tried in all, the first time included.</param>
        /// <param name="options">The waits between attempts, and which failures are worth another one.</param>
        public TDefinition Retry(int attempts, RetryOptions? options = null)
        {
            definition.Retries = new RetryPolicy(attempts, options ?? RetryPolicy.Once.Options);
            definition.Problems.AddRange(GraphProblems.WrongRetry(definition.Name, definition.Retries));
            return definition;
        }

        /// <summary>How long an attempt may take. Unlimited unless set.</summary>
        /// <remarks>
        /// When the time is up, <see cref="RunContext.CancellationToken"/> asks the body to stop, and the programs that it started
        /// are ended, each with all that it started. The node has failed, whatever its body still does. A body that does not
        /// stop within four seconds is left behind and not tried again.
        /// </remarks>
        /// <param name="limit">More than nothing.</param>
        public TDefinition Timeout(TimeSpan limit)
        {
            definition.TimeLimit = limit;
            if (limit <= TimeSpan.Zero)
                definition.Problems.Add(GraphProblems.WrongTimeout(definition.Name, limit));
            return definition;
        }

        /// <summary>The memory that its work needs, for adaptive mode: nodes run together as far as it lasts.</summary>
        /// <param name="memory">The need of the target, or of each of its nodes.</param>
        public TDefinition Uses(ByteSize memory)
        {
            definition.MemoryNeed = _ => memory;
            return definition;
        }

        /// <summary>Nodes that use a resource of the same name never run at the same time.</summary>
        /// <param name="resource">The resource's name.</param>
        public TDefinition UsesExclusively(string resource)
        {
            definition.ExclusiveResources.Add(resource);
            return definition;
        }

        /// <summary>A run that is asked for such targets alone needs no lock: it works beside another run in the same folder.</summary>
        /// <remarks>
        /// For what only looks, mostly at something elsewhere. Such a run keeps its logs in a folder of its own, and leaves
        /// what <c>--resume</c> and forecasts go by as it was.
        /// </remarks>
        public TDefinition RunsBesideOthers()
        {
            definition.RunsBeside = true;
            return definition;
        }
    }
}
