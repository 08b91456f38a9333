using Slipway.Containers.Images;

namespace Slipway.Containers.Tests.Images;

public sealed class ChoosingTags
{
    private static readonly GitFacts Git = new() { Revision = "0123456789abcdef0123456789abcdef01234567", Description = "v1.4.2" };

    [Theory]
    [InlineData("1.0", "1.0")]
    [InlineData("git:commit", "0123456789ab")]
    [InlineData("git:describe", "v1.4.2")]
    [InlineData("git:version", "1.4.2", "1.4", "1")]
    [InlineData("semver:2.0.0", "2.0.0", "2.0", "2")]
    [InlineData("semver:v2.0.0", "2.0.0", "2.0", "2")]
    [InlineData("semver:2.0.0-rc.1", "2.0.0-rc.1")]
    [InlineData("semver:2.0.0+build.7", "2.0.0-build.7")]
    public void A_word_stands_for_tags(string word, params string[] tags) => Assert.Equal(tags, ImageTags.Of([word], Git));

    [Fact]
    public void A_tag_is_given_once() => Assert.Equal(["1.4.2", "1.4", "1"], ImageTags.Of(["git:version", "1.4", "semver:1.4.2"], Git));

    [Theory]
    [InlineData("release/2.0-3-g0123456", "release-2.0-3-g0123456")]
    [InlineData("v1+a", "v1-a")]
    public void What_a_tag_cannot_hold_is_replaced(string description, string tag) =>
        Assert.Equal([tag], ImageTags.Of(["git:describe"], Git with { Description = description }));

    [Theory]
    [InlineData("v1.4.2-3-g0123456")]
    [InlineData("v1.4.2-dirty")]
    [InlineData("0123456")]
    [InlineData("v1.4")]
    public void A_commit_after_the_version_has_none(string description)
    {
        var thrown = Assert.Throws<ProblemException>(() => ImageTags.Of(["git:version"], Git with { Description = description }));

        Assert.Equal(
            $"""
            error SW0827: --tag git:version needs a commit that is tagged with a version, and nothing changed since
              git describe: {description}
              try: tag the commit (git tag v1.4.2), or name the tag itself: --tag semver:1.4.2
            """,
            thrown.Message);
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var thrown = Assert.Throws<ProblemException>(() => ImageTags.Of(["-x", "semver:1", "git:commit"], GitFacts.None));

        Assert.Equal(["SW0825", "SW0826", "SW0824"], thrown.Problems.Select(problem => problem.Code));
        Assert.Equal(ExitCodes.BuildIsWrong, thrown.ExitCode);
    }
}
