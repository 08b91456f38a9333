using Slipway.Execution;

namespace Slipway;

/// <content>How hooks are called.</content>
public abstract partial class SlipwayBuild
{
    /// <summary>Calls the hooks of a build.</summary>
    /// <param name="build">The build.</param>
    /// <param name="report">Where a hook that throws is told.</param>
    internal sealed class HookReporter(SlipwayBuild build, Action<Problem> report) : IReporter
    {
        public void Initialized() => Call(nameof(SlipwayBuild.OnBuildInitialized), build.OnBuildInitialized);

        public void On(RunEvent happened)
        {
            switch (happened)
            {
                case RunEvent.RunStarted { Plan: var plan }:
                    Call(nameof(SlipwayBuild.OnBuildStarted), () => build.OnBuildStarted(new BuildStart(plan.Requested, [.. plan.Nodes.Select(node => node.Name)])));
                    break;
                case RunEvent.NodeStarted { Node: var node }:
                    Call(nameof(SlipwayBuild.OnTargetStarted), () => build.OnTargetStarted(new TargetStart(node.Name, node.Target.Name, node.Item, node.Reason)));
                    break;
                case RunEvent.NodeEnded { Report: var ended }:
                    Ended(ended);
                    break;
                case RunEvent.RunEnded { Report: var run }:
                    Call(nameof(SlipwayBuild.OnBuildFinished), () => build.OnBuildFinished(EndOf(run)));
                    break;
            }
        }

        private void Ended(NodeReport ended)
        {
            switch (ended.Outcome)
            {
                case Outcome.Done when ended.Node.Target.Settings.Bodies.Count == 0:
                    break;
                case Outcome.Done or Outcome.UpToDate:
                    Call(nameof(SlipwayBuild.OnTargetSucceeded), () => build.OnTargetSucceeded(EndOf(ended)));
                    break;
                case Outcome.Failed or Outcome.Interrupted:
                    Call(nameof(SlipwayBuild.OnTargetFailed), () => build.OnTargetFailed(EndOf(ended)));
                    break;
                default:
                    Call(nameof(SlipwayBuild.OnTargetSkipped), () => build.OnTargetSkipped(EndOf(ended)));
                    break;
            }
        }

        private static TargetEnd EndOf(NodeReport ended) => new(ended.Node.Name, ended.Node.Target.Name, ended.Node.Item, ended.Duration, ended.Why)
        {
            IsUpToDate = ended.Outcome == Outcome.UpToDate,
            Failure = ended.Failure ?? (ended.Outcome == Outcome.Interrupted ? ended.Why : null),
        };

        private static BuildEnd EndOf(RunReport run)
        {
            List<string> failed = [.. run.Nodes.Where(node => node.Outcome is Outcome.Failed or Outcome.Interrupted).Select(node => node.Node.Name)];
            List<string> notRun = [.. run.Nodes.Where(node => node.Outcome == Outcome.NotRun).Select(node => node.Node.Name)];
            return new BuildEnd(failed.Count + notRun.Count == 0, run.Duration, failed, notRun);
        }

        private void Call(string name, Action hook)
        {
            try
            {
                hook();
            }
            catch (Exception e)
            {
                // What a build does beside its targets is no part of their outcome.
                report(ExecutionProblems.HookThrew(name, e));
            }
        }
    }
}
