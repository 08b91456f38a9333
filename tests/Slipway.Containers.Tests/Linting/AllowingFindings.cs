using static Slipway.Containers.Tests.Linting.LintFixture;

namespace Slipway.Containers.Tests.Linting;

public sealed class AllowingFindings
{
    [Theory]
    [InlineData("# slipway-lint allow SL101: the newest is wanted\nFROM alpine")]
    [InlineData("# slipway-lint allow SL102, sl101\n# and another comment\n\nFROM alpine")]
    [InlineData("# slipway-lint allow-file SL101: all of them\nARG A\nFROM alpine")]
    public void A_comment_allows_what_a_rule_forbids(string dockerfile) => Assert.Empty(Lint("SL101", ("Dockerfile", dockerfile)));

    [Theory]
    [InlineData("# slipway-lint allow SL102\nFROM alpine")]
    [InlineData("# slipway-lint allow SL101\nARG A\nFROM alpine")]
    public void It_counts_for_its_rule_and_its_line_only(string dockerfile) => Assert.Single(Lint("SL101", ("Dockerfile", dockerfile)));

    [Fact]
    public void In_a_compose_file_it_may_stand_at_the_end_of_the_line() => Assert.Empty(
        Lint("SL101", ("compose.yaml", "services:\n  cache: # slipway-lint allow SL101: a cache\n    image: redis\n")));
}
