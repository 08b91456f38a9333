using Slipway.Testing;

namespace Slipway.Tests.Graphs;

public sealed class RejectingDefinitions : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public Task A_property_that_only_looks_like_an_override_is_rejected() => Rejects<Lookalike>(
        """
        error SW0006: 'Lookalike.Compile' looks like an override of 'ICompile.Compile' and is none: it is not public, so the compiler ignores it
          try: make it public, or write it as ICompile.Compile

        """);

    [Fact]
    public Task Two_properties_with_one_definition_are_rejected() => Rejects<Shared>(
        """
        error SW0001: targets 'Other' and 'One' share one definition
          try: Target Other => _ => _.DependsOn(One);

        """);

    [Fact]
    public Task Names_that_differ_in_case_only_are_rejected() => Rejects<SameName>(
        """
        error SW0002: targets 'deploy' and 'Deploy' both answer to 'deploy'; case does not tell names apart
          try: rename one of them, or remove the alias

        """);

    [Fact]
    public Task A_reference_to_a_target_of_another_build_is_rejected() => Rejects<Foreign>(
        """
        error SW0004: target 'Use' refers to a target that Foreign does not have
          it is described in Elsewhere.Made
          try: refer to a target property of the build or of one of its components

        """);

    [Fact]
    public Task A_target_per_item_without_items_is_rejected() => Rejects<NoItems>(
        """
        error SW0005: target 'Each' runs per item and does not say for which
          try: add ForEach(() => items), or ForEach(OtherTarget)

        """);

    [Fact]
    public Task A_target_without_a_definition_is_rejected() => Rejects<Undefined>(
        """
        error SW0007: target 'Nothing' has no definition
          try: Target Nothing => _ => _.Executes(…);

        """);

    [Fact]
    public Task A_component_that_the_build_does_not_implement_is_rejected() => Rejects<NotImplemented>(
        """
        error SW0008: target 'Use' refers to 'ICompile', which NotImplemented does not implement
          try: class NotImplemented : …, ICompile

        """);

    [Fact]
    public Task There_is_nothing_to_inherit_from_an_abstract_target() => Rejects<InheritsNothing>(
        """
        error SW0009: target 'Deploy' inherits 'IDeploy.Deploy', which has no definition of its own
          try: remove Inherit

        """);

    [Fact]
    public Task Two_components_with_a_target_of_the_same_name_are_rejected() => Rejects<TwoComponents>(
        """
        error SW0021: components 'ICompile' and 'ICompileToo' both have a target 'Compile'
          try: decide in TwoComponents: public Target Compile => _ => _.Inherit<ICompile>(x => x.Compile);

        """);

    [Fact]
    public Task All_that_is_wrong_is_told_at_once() => Rejects<TwiceWrong>(
        """
        error SW0005: target 'Each' runs per item and does not say for which
          try: add ForEach(() => items), or ForEach(OtherTarget)
        error SW0005: target 'Every' runs per item and does not say for which
          try: add ForEach(() => items), or ForEach(OtherTarget)

        """);

    [Fact]
    public async Task What_a_definition_throws_is_no_crash()
    {
        var run = await _project.RunAsync<Throwing>("Bad");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(
            "error SW0051: this is a bug, in Slipway or in the build's definitions: InvalidOperationException: no such folder\n  at Slipway.Tests.Graphs.RejectingDefinitions.Throwing.",
            run.Error,
            StringComparison.Ordinal);
        Assert.EndsWith("\n  try: report it with the lines above\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_problem_that_a_definition_tells_is_told() => Rejects<Telling>("error X0001: the stack is broken\n");

    private async Task Rejects<TBuild>(string message)
        where TBuild : SlipwayBuild, new()
    {
        var run = await _project.RunAsync<TBuild>("--list");

        Assert.Equal(message, run.Error);
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
    }

    private interface ICompile : IBuild
    {
        Target Compile => _ => _;
    }

    private interface ICompileToo : IBuild
    {
        Target Compile => _ => _;
    }

    private interface IDeploy : IBuild
    {
        Target Deploy { get; }
    }

    private sealed class Lookalike : SlipwayBuild, ICompile
    {
        Target Compile => _ => _;
    }

    private sealed class Shared : SlipwayBuild
    {
        Target One => _ => _;

        Target Other => One;
    }

    private sealed class SameName : SlipwayBuild
    {
        Target Deploy => _ => _;

        Target deploy => _ => _;
    }

    private sealed class Foreign : SlipwayBuild
    {
        Target Use => _ => _.DependsOn(new Elsewhere().Made);
    }

    private sealed class Elsewhere : SlipwayBuild
    {
        public Target Made => _ => _;
    }

    private sealed class NoItems : SlipwayBuild
    {
        Target<string, int> Each => _ => _.Executes((item, _) => Task.FromResult(item.Length));
    }

    private sealed class Undefined : SlipwayBuild
    {
        Target Nothing => null!;
    }

    private sealed class NotImplemented : SlipwayBuild
    {
        Target Use => _ => _.DependsOn<ICompile>(x => x.Compile);
    }

    private sealed class InheritsNothing : SlipwayBuild, IDeploy
    {
        public Target Deploy => _ => _.Inherit<IDeploy>(x => x.Deploy);
    }

    private sealed class TwoComponents : SlipwayBuild, ICompile, ICompileToo;

    private sealed class TwiceWrong : SlipwayBuild
    {
        Target<string, int> Each => _ => _;

        Target<string, int> Every => _ => _;
    }

    private sealed class Throwing : SlipwayBuild
    {
        Target Bad => _ => throw new InvalidOperationException("no such folder");
    }

    private sealed class Telling : SlipwayBuild
    {
        Target Bad => _ => throw new ProblemException(new Problem("X0001", "the stack is broken", ExitCode: ExitCodes.BuildIsWrong));
    }
}
