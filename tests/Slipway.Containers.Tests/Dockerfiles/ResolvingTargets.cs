using Slipway.Containers.Dockerfiles;

namespace Slipway.Containers.Tests.Dockerfiles;

public sealed class ResolvingTargets
{
    private const string Text = """
        ARG VERSION=3.11
        ARG BASE=python:${VERSION}-slim
        FROM ${BASE} AS base
        ENV APP=/app DIR="src"
        USER app
        EXPOSE 8000 9000/udp
        HEALTHCHECK CMD ["check"]
        FROM node:22 AS assets
        COPY package*.json ./web/../web /x/
        FROM base AS dev
        COPY . .
        FROM base
        ARG DIR=other
        COPY --from=assets /x /x
        COPY --from=busybox:1 /bin/sh /bin/sh
        COPY --from=0 /y /y
        RUN --mount=type=bind,source=lock,target=/lock --mount=type=cache,target=/c --mount=from=redis:7,target=/r make
        COPY $DIR/app.py ${NOWHERE_KNOWN:-main.py} /app/
        ADD https://example.org/x.tgz /tmp/
        """;

    [Fact]
    public void What_the_needed_stages_use_is_found()
    {
        var target = Dockerfile.Parse(Text, "Dockerfile").Resolve();

        Assert.Equal(["base", "assets", "stage 3"], target.Stages.Select(stage => stage.Stage.DisplayName).ToList());
        Assert.Equal(
            ["docker.io/library/python:3.11-slim 3", "docker.io/library/node:22 8", "docker.io/library/busybox:1 15", "docker.io/library/redis:7 17"],
            target.ExternalImages.Select(image => $"{image.Image} {image.Place.Line}").ToList());
        Assert.Equal(
            ["package*.json 9", "web 9", "lock 17", "other/app.py 18", ". 18"],
            target.ContextSources.Select(source => $"{source.Pattern} {source.Place.Line}").ToList());
        Assert.Equal(("app", true), (target.User, target.HasHealthCheck!.Value));
        Assert.Equal(["8000/tcp", "9000/udp"], target.ExposedPorts);
        Assert.Equal(["assets", "base"], target.Final.CopiesFrom.Select(stage => stage.Name).ToList());
    }

    [Theory]
    [InlineData("dev", "python:3.11-slim", ".")]
    [InlineData("ASSETS", "node:22", "package*.json web")]
    [InlineData("base", "python:3.11-slim", "")]
    public void A_target_needs_its_own_stages_only(string target, string images, string sources)
    {
        var resolved = Dockerfile.Parse(Text, "Dockerfile").Resolve(new() { Target = target });

        Assert.Equal(images, string.Join(' ', resolved.ExternalImages.Select(image => image.Image.Familiar)));
        Assert.Equal(sources, string.Join(' ', resolved.ContextSources.Select(source => source.Pattern)));
    }

    [Fact]
    public void Build_arguments_win_over_defaults()
    {
        var images = Dockerfile.Parse(Text, "Dockerfile").ExternalImages("base", new Dictionary<string, string>(StringComparer.Ordinal) { ["VERSION"] = "3.13" });

        Assert.Equal("python:3.13-slim", Assert.Single(images).Image.Familiar);
    }

    [Theory]
    [InlineData("$A", "va")]
    [InlineData("${A}x", "vax")]
    [InlineData("${B:-d}", "d")]
    [InlineData("${B-d}", "d")]
    [InlineData("${A:+y}", "y")]
    [InlineData("${B:+y}", "")]
    [InlineData("${B:-${A}}", "va")]
    [InlineData("'$A'", "$A")]
    [InlineData("\"$A\"", "va")]
    [InlineData("\\$A", "$A")]
    [InlineData("${P#*/}", "b/c.txt")]
    [InlineData("${P##*/}", "c.txt")]
    [InlineData("${P%/*}", "a/b")]
    [InlineData("${P%%/*}", "a")]
    [InlineData("${P/b/x}", "a/x/c.txt")]
    [InlineData("${P//c/x}", "a/b/x.txt")]
    [InlineData("${A:-d}${B-}", "va")]
    [InlineData("${E-d}${E:-d}", "d")]
    [InlineData("${E+d}${E:+e}", "d")]
    [InlineData("${A:?needed}", "va")]
    [InlineData("${B:-${A:+${P##*/}}}", "c.txt")]
    [InlineData("${P#?}", "/b/c.txt")]
    [InlineData("${P%.*}", "a/b/c")]
    [InlineData("${P/*\\//}", "c.txt")]
    [InlineData("${P//[/x}", "a/b/c.txt")]
    [InlineData("${P//b/<$0>}", "a/<>/c.txt")]
    [InlineData("${P/b/\\}}", "a/\\}/c.txt")]
    [InlineData("$$A $1 $ x", "A  $ x")]
    [InlineData("\"a'b\" 'c\"d'", "a'b c\"d")]
    [InlineData("\"\\x\\\"\\$A\"", "\\x\"$A")]
    [InlineData("a\\ b\\", "a b")]
    public void Words_are_expanded(string word, string expected)
    {
        var file = Dockerfile.Parse($"FROM scratch\nARG A=va P=a/b/c.txt E=\nUSER {word}\n", "Dockerfile");

        Assert.Equal(expected, file.Resolve().User);
    }

    [Fact]
    public void The_platform_of_the_build_is_known()
    {
        var file = Dockerfile.Parse("FROM --platform=$TARGETPLATFORM img-$TARGETARCH\n", "Dockerfile");

        var image = Assert.Single(file.Resolve(new() { Platform = "linux/arm/v7" }).ExternalImages);

        Assert.Equal(("img-arm", "linux/arm/v7"), (image.Image.Original, image.Platform));
    }

    [Fact]
    public void An_additional_context_comes_before_stages_and_images()
    {
        var file = Dockerfile.Parse("FROM other\nCOPY --from=near a b\n", "Dockerfile");

        Assert.Equal("other", Assert.Single(file.Resolve(new() { Contexts = ["near"] }).ExternalImages).Image.Original);
    }

    public static TheoryData<string, string?, string> Faults => new()
    {
        {
            "FROM a AS builder\n", "bilder",
            """
            error SW0315: 'Dockerfile' has no stage 'bilder'
              Dockerfile:1
              try: 'builder'
            """
        },
        {
            "FROM a\nCOPY --from=7 /x /y\n", null,
            """
            error SW0316: COPY takes files from '7', which is neither a stage nor an image
              Dockerfile:2:1
              try: name a stage, its number, or an image
            """
        },
        {
            "FROM a AS builder\nFROM a\nCOPY --from=Bilder! /x /y\n", null,
            """
            error SW0316: COPY takes files from 'Bilder!', which is neither a stage nor an image
              Dockerfile:3:1
              try: 'builder'
            """
        },
        {
            "FROM a AS one\nCOPY --from=two / /\nFROM a AS two\nCOPY --from=one / /\n", null,
            """
            error SW0317: stages need each other in a circle: one -> two -> one
              Dockerfile:2:1  one needs two
              Dockerfile:4:1  two needs one
              try: copy from an earlier stage only
            """
        },
        {
            "ARG BASE\nFROM $BASE\n", null,
            """
            error SW0313: the base '$BASE' comes out empty
              Dockerfile:2:1
              try: give the ARG above the first FROM a default, or pass the build argument
            """
        },
        {
            "FROM Upper\n", null,
            """
            error SW0314: the base 'Upper' is not the name of an image
              Dockerfile:1:1
              try: write registry/repository:tag, or the name of a stage above
            """
        },
        {
            "FROM a\nUSER ${A\n", null,
            """
            error SW0318: '${A' cannot be expanded
              Dockerfile:2:6
              reason: '}' is missing
              try: write $NAME, ${NAME} or ${NAME:-default}, and close quotes
            """
        },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_cannot_be_resolved_is_told_with_its_line(string text, string? target, string expected)
    {
        var file = Dockerfile.Parse(text, "Dockerfile");

        Assert.Equal(expected, Assert.Throws<ProblemException>(() => file.Resolve(new() { Target = target })).Message);
    }
}
