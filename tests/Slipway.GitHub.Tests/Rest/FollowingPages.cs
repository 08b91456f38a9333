namespace Slipway.GitHub.Tests.Rest;

public sealed class FollowingPages
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("<https://api.test/x?page=2>; rel=\"next\"", "https://api.test/x?page=2")]
    [InlineData("<https://api.test/x?page=1>; rel=\"prev\", <https://api.test/x?page=3>; rel=\"next\"", "https://api.test/x?page=3")]
    [InlineData("<https://api.test/x?q=a,b;c>; rel=\"first\", <https://api.test/x?q=a,b;rel=next>; rel=\"last\"", null)]
    [InlineData("</x?page=2>; title=\"a\"; REL=next", "https://api.test/x?page=2")]
    [InlineData("<https://api.test/x?page=2>; rel=\"last next\"", "https://api.test/x?page=2")]
    [InlineData("<https://api.test/x?page=2; rel=\"next\"", null)]
    [InlineData("rel=\"next\"", null)]
    public void The_next_page_is_read_from_the_header(string? link, string? next) =>
        Assert.Equal(next, NextPage.Of(link, new Uri("https://api.test/x"))?.ToString());
}
