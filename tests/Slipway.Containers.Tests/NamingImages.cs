namespace Slipway.Containers.Tests;

public sealed class NamingImages
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("alpine", "docker.io/library/alpine:latest", "alpine:latest", false)]
    [InlineData("alpine:3", "docker.io/library/alpine:3", "alpine:3", true)]
    [InlineData("grafana/grafana", "docker.io/grafana/grafana:latest", "grafana/grafana:latest", false)]
    [InlineData("index.docker.io/library/alpine:3", "docker.io/library/alpine:3", "alpine:3", true)]
    [InlineData("localhost/x", "localhost/x:latest", "localhost/x:latest", false)]
    [InlineData("127.0.0.1:5000/a/b:1", "127.0.0.1:5000/a/b:1", "127.0.0.1:5000/a/b:1", true)]
    [InlineData("ghcr.io/a/b@" + Digest, "ghcr.io/a/b@" + Digest, "ghcr.io/a/b@" + Digest, true)]
    [InlineData("alpine:latest@" + Digest, "docker.io/library/alpine:latest@" + Digest, "alpine:latest@" + Digest, true)]
    public void Names_are_completed(string written, string complete, string familiar, bool pinned)
    {
        var image = ImageReference.Parse(written);

        Assert.Equal((written, complete, familiar, pinned), (image.Original, image.ToString(), image.Familiar, image.IsPinned));
    }

    [Fact]
    public void Names_of_one_image_are_equal() =>
        Assert.Equal(ImageReference.Parse("alpine"), ImageReference.Parse("docker.io/library/alpine:latest"));

    [Theory]
    [InlineData("")]
    [InlineData("Upper")]
    [InlineData("a b")]
    [InlineData("a:")]
    [InlineData("a//b")]
    [InlineData("a@sha256:short")]
    [InlineData("-a")]
    public void What_names_no_image_is_refused(string text) => Assert.Equal(
        $"""
        error SW0301: '{text}' is not the name of an image
          try: write registry/repository:tag, in lower case
        """,
        Assert.Throws<ProblemException>(() => ImageReference.Parse(text)).Message);
}
