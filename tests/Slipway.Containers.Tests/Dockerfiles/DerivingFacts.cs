using Slipway.Containers.Dockerfiles;

namespace Slipway.Containers.Tests.Dockerfiles;

public sealed class DerivingFacts
{
    [Fact]
    public void An_image_from_nothing_is_known_completely()
    {
        const string text = """
            FROM scratch AS base
            ENV A=1
            ENV A=2 B=$A
            LABEL "com.example.a b"="$B" c=d
            WORKDIR app
            EXPOSE 80 53/UDP 8000-8001
            ENTRYPOINT ["/app"]
            CMD run $A
            ONBUILD USER later
            FROM base
            ARG A=3
            LABEL c=$A
            WORKDIR ../x/
            VOLUME /data [not json
            STOPSIGNAL SIGQUIT
            SHELL ["/bin/bash", "-c"]
            HEALTHCHECK --interval=1m30s --retries=3 CMD curl -f x
            MAINTAINER me
            """;

        var target = Dockerfile.Parse(text, "Dockerfile").Resolve();

        Assert.True(target.IsComplete);
        Assert.Equal("later", target.User);
        Assert.Equal("/x", target.WorkingDirectory);
        Assert.Equal(["A=2", "B=1"], target.Environment.Skip(1).Select(pair => $"{pair.Key}={pair.Value}").ToList());
        Assert.Equal(["com.example.a b=1", "c=3"], target.Labels.Select(pair => $"{pair.Key}={pair.Value}").ToList());
        Assert.Equal(["80/tcp", "53/udp", "8000/tcp", "8001/tcp"], target.ExposedPorts);
        Assert.Equal(["/data", "[not", "json"], target.Volumes);
        Assert.Equal(["/app"], target.Entrypoint);
        Assert.Equal(["/bin/sh", "-c", "run $A"], target.Command);
        Assert.Equal(["/bin/bash", "-c"], target.Shell);
        Assert.Equal(("SIGQUIT", "me"), (target.StopSignal, target.Author));
        Assert.Equal(("CMD-SHELL curl -f x", TimeSpan.FromSeconds(90), 3), (string.Join(' ', target.HealthCheck!.Test), target.HealthCheck.Interval, target.HealthCheck.Retries));
    }

    [Fact]
    public void What_the_base_image_decides_is_left_open()
    {
        const string text = """
            FROM alpine
            LABEL a=$FROM_BASE b=${PATH:-x}
            ENV X=$FROM_BASE
            USER $X
            WORKDIR app
            COPY $X/a ${KNOWN:-b} /
            ENTRYPOINT ["x"]
            """;

        var target = Dockerfile.Parse(text, "Dockerfile").Resolve();

        Assert.False(target.IsComplete);
        Assert.All(target.Labels.Values, Assert.Null);
        Assert.Equal((null, null, null, null), (target.User, target.WorkingDirectory, target.HealthCheck, target.HasHealthCheck));
        Assert.Equal((null, 0), (target.Shell, target.Command!.Count));
        Assert.True(Assert.Single(target.ContextSources).IsWhole);
    }

    [Fact]
    public void Stages_need_each_other_by_base_copy_and_mount()
    {
        const string text = """
            FROM scratch AS one
            FROM one AS two
            FROM alpine AS three
            COPY --from=one a b
            COPY --from=1 a b
            RUN --mount=from=two,source=x,target=/x --mount=type=cache,target=/c --mount=source=lock[1],target=/l make
            FROM scratch AS unused
            COPY --from=busybox a b
            FROM scratch
            COPY --from=three a b
            """;

        var target = Dockerfile.Parse(text, "Dockerfile").Resolve();

        Assert.Equal(
            ["one -> two Base 2", "one -> three Copy 4", "two -> three Copy 5", "two -> three Mount 6", "three -> stage 4 Copy 10"],
            target.Edges.Select(edge => $"{edge.From.DisplayName} -> {edge.To.DisplayName} {edge.Kind} {edge.Place.Line}").ToList());
        Assert.Equal(["docker.io/library/alpine:latest"], target.ExternalImages.Select(image => image.Image.ToString()).ToList());
        Assert.Equal(["lock\\[1\\]"], target.ContextSources.Select(source => source.Pattern).ToList());
    }

    [Fact]
    public void Of_two_stages_with_a_name_a_base_is_the_one_above_and_a_source_the_last()
    {
        var file = Dockerfile.Parse("FROM scratch AS a\nLABEL n=1\nFROM a AS b\nFROM scratch AS a\nLABEL n=2\nFROM b\nCOPY --from=A x y\n", "Dockerfile");

        var target = file.Resolve();

        Assert.Equal("1", target.Labels["n"]);
        Assert.Equal(3, file.Stage("a").Index + 1);
        Assert.Equal([0, 1, 2, 3], target.Stages.Select(stage => stage.Stage.Index).ToList());
    }

    [Fact]
    public void Only_what_a_child_carries_out_is_reached_by_what_is_kept_for_it()
    {
        var file = Dockerfile.Parse("FROM scratch AS base\nONBUILD COPY src /src\nFROM base AS child\n", "Dockerfile");

        Assert.Empty(file.Resolve(new() { Target = "base" }).ContextSources);
        Assert.Equal("src", Assert.Single(file.Resolve().ContextSources).Pattern);
        Assert.Equal("COPY", Assert.Single(file.Resolve(new() { Target = "base" }).Triggers).Keyword);
    }

    [Theory]
    [InlineData("FROM scratch\nLABEL a\n", "error SW0305: LABEL needs name=value\n  Dockerfile:2:7\n  try: write name=value after LABEL")]
    [InlineData("FROM scratch\nENV a=b c\n", "error SW0321: ENV takes name=value, not 'c'\n  Dockerfile:2:5\n  try: write a name, '=' and a value; put a value with blanks between double quotes")]
    [InlineData("FROM scratch\nCMD [\"a\", 1]\n", "error SW0320: the list [\"a\", 1] holds more than texts\n  Dockerfile:2:5\n  try: put every item between double quotes")]
    [InlineData("FROM scratch\nCMD --x y\n", "error SW0308: CMD has no flag '--x'\n  Dockerfile:2:5\n  try: remove it: CMD takes no flags")]
    [InlineData("FROM scratch\nRUN --network=mine x\n", "error SW0319: 'mine' is no value of --network\n  Dockerfile:2:5\n  try: write default, none or host")]
    [InlineData("FROM scratch\nCOPY --link=maybe a b\n", "error SW0319: 'maybe' is no value of --link\n  Dockerfile:2:6\n  try: write --link, or true or false after '='")]
    [InlineData("FROM scratch\nCOPY --chmod=8 a b\n", "error SW0319: '8' is no value of --chmod\n  Dockerfile:2:6\n  try: write octal digits from 0 to 7777")]
    [InlineData("FROM scratch\nONBUILD FROM x\n", "error SW0328: FROM cannot be kept for later with ONBUILD\n  Dockerfile:2:9\n  try: write it in the Dockerfile that builds on this image")]
    [InlineData("FROM scratch\nEXPOSE 80 x\n", "error SW0325: 'x' is not a port\n  Dockerfile:2:8\n  try: write 8080, 53/udp or 8000-8010")]
    [InlineData("FROM scratch\nSTOPSIGNAL SIGFOO\n", "error SW0326: 'SIGFOO' is not a signal\n  Dockerfile:2:12\n  try: write a name such as SIGTERM, or a number")]
    [InlineData("FROM scratch\nHEALTHCHECK --interval=2 CMD x\n", "error SW0319: '2' is no value of --interval\n  Dockerfile:2:13\n  try: write a duration such as 30s or 1m30s")]
    [InlineData("FROM scratch\nHEALTHCHECK curl x\n", "error SW0322: the health check cannot be read: 'curl' is neither CMD nor NONE\n  Dockerfile:2:13\n  try: write HEALTHCHECK CMD command, or HEALTHCHECK NONE")]
    [InlineData("FROM scratch\nCOPY --from=$X a b\n", "error SW0324: '$X' takes a variable, which cannot say where files come from\n  Dockerfile:2:6\n  try: add a stage 'FROM $VARIABLE AS name' and take them from it")]
    [InlineData("FROM scratch\nRUN --mount=type=cash,target=/x y\n", "error SW0323: the mount 'type=cash,target=/x' cannot be read: 'cash' is no value of 'type'\n  Dockerfile:2:5\n  try: write --mount=type=bind,source=PATH,target=PATH or the like")]
    [InlineData("FROM --platform=linux/a/b/c scratch\n", "error SW0327: 'linux/a/b/c' is not a platform\n  Dockerfile:1:1\n  try: write system/architecture, such as linux/arm64")]
    [InlineData("FROM scratch\nCOPY https://example.org/x /\n", "error SW0329: COPY cannot take 'https://example.org/x': it is an address\n  Dockerfile:2:6\n  try: COPY takes paths of the context, a stage or an image; use ADD for addresses")]
    [InlineData("FROM scratch AS a\nCOPY --from=b x y\nFROM scratch AS b\nFROM a\n", "error SW0330: a takes files from 'b', which is defined later\n  Dockerfile:2:1\n  try: move 'b' above")]
    [InlineData("FROM scratch\nLABEL a=\"${A:?is needed}\"\n", "error SW0318: '\"${A:?is needed}\"' cannot be expanded\n  Dockerfile:2:7\n  reason: A is needed\n  try: write $NAME, ${NAME} or ${NAME:-default}, and close quotes")]
    [InlineData("FROM scratch\nENV A=0123456789\nENV A=$A$A$A$A$A$A$A$A\nENV A=$A$A$A$A$A$A$A$A\nENV A=$A$A$A$A$A$A$A$A\nENV A=$A$A$A$A$A$A$A$A\nENV A=$A$A$A$A$A$A$A$A\n", "error SW0318: '$A$A$A$A$A$A$A$A' cannot be expanded\n  Dockerfile:7:5\n  reason: it gets too long\n  try: write $NAME, ${NAME} or ${NAME:-default}, and close quotes")]
    public void What_is_wrong_is_told_with_its_line(string text, string expected) =>
        Assert.Equal(expected, Assert.Throws<ProblemException>(() => Dockerfile.Parse(text, "Dockerfile").Resolve()).Message);

    [Fact]
    public void Places_have_columns_through_continued_lines()
    {
        var file = Dockerfile.Parse("FROM scratch\n  COPY \\\n# comment\n  --chown=a \\\n   a b\n", "Dockerfile");

        var copy = file.Stages[0].Instructions[0];

        Assert.Equal((new Place("Dockerfile", 2, 3), new Place("Dockerfile", 4, 3), new Place("Dockerfile", 5, 4), 5), (copy.Place, copy.Flags[0].Place, copy.ArgumentsPlace, copy.EndLine));
    }
}
