using Slipway.Containers.Deploying;

namespace Slipway.Components;

/// <summary>Runs the tests that a stack brings along: the services of its profile <c>test</c>.</summary>
public interface IStackTest : IBuildImages, IHasCompose
{
    /// <summary>How long each of the stack's tests may take. Ten minutes unless set.</summary>
    [Parameter("How long each of the stack's tests may take, such as 90s or 30m.")]
    TimeSpan TestTimeout => Get(TimeSpan.FromMinutes(10));

    /// <summary>Builds what the tests need and runs each to its end; fails when one ends with another exit code than 0.</summary>
    Target StackTest => _ => _
        .Description("Runs the services of the stack's profile 'test' to their end; fails when one does.")
        .Presets(() => IncludeTests, true)
        .DependsOn(BuildImages)
        .DependsOn(PrepareEnvironment)
        .Executes(async run =>
        {
            var tests = new StackTests(Engine, await FindComposeAsync(run), Stack, await OpenDeploymentAsync(run), run) { Timeout = TestTimeout };
            run.Summarize(await tests.RunAsync());
        });
}
