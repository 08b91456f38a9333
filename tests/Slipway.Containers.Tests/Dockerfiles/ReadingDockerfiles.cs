using Slipway.Containers.Dockerfiles;

namespace Slipway.Containers.Tests.Dockerfiles;

public sealed class ReadingDockerfiles
{
    [Fact]
    public void Stages_and_instructions_have_names_flags_and_lines()
    {
        const string text = """
            # syntax=docker/dockerfile:1
            # escape=\
            # a comment
            ARG TAG=3.11-slim
            from --platform=$BUILDPLATFORM python:${TAG} as Build

            RUN pip install \
                # a comment inside
                --quiet \

                flask
            COPY --chown=app:app --link ["a b", "/app/"]
            FROM scratch
            CMD ["/app"]
            """;

        var file = Dockerfile.Parse(text, "api/Dockerfile");

        Assert.Equal("docker/dockerfile:1", file.Syntax);
        Assert.Equal("TAG=3.11-slim", Assert.Single(file.GlobalArgs).Arguments);
        Assert.Equal(
            ["0 build python:${TAG} $BUILDPLATFORM api/Dockerfile:5:1", "1  scratch  api/Dockerfile:13:1"],
            file.Stages.Select(stage => $"{stage.Index} {stage.Name} {stage.BaseName} {stage.Platform} {stage.Place}").ToList());
        Assert.Equal(
            ["7 RUN pip install     --quiet     flask", "12 COPY [\"a b\", \"/app/\"]"],
            file.Stages[0].Instructions.Select(one => $"{one.Place.Line} {one.Keyword} {one.Arguments}").ToList());
        var copy = file.Stages[0].Instructions[1];
        Assert.Equal(["chown app:app 12:6", "link  12:22"], copy.Flags.Select(flag => $"{flag.Name} {flag.Value} {flag.Place.Line}:{flag.Place.Column}").ToList());
        Assert.Equal(["a b", "/app/"], copy.List);
    }

    [Fact]
    public void Texts_inside_belong_to_their_instruction()
    {
        const string text = """
            FROM alpine
            RUN <<EOF
            FROM nothing \
            EOF
            COPY <<-"A" <<B /x/
            	one $X
            	A
            two
            B
            USER app
            """;

        var instructions = Dockerfile.Parse(text, "Dockerfile").Stages[0].Instructions;

        Assert.Equal(["RUN", "COPY", "USER"], instructions.Select(one => one.Keyword).ToList());
        Assert.Equal([new Heredoc("EOF", "FROM nothing \\\n", Expands: true)], instructions[0].Heredocs);
        Assert.Equal([new Heredoc("A", "one $X\n", Expands: false) { RemovesTabs = true }, new Heredoc("B", "two\n", Expands: true)], instructions[1].Heredocs);
        Assert.Equal(10, instructions[2].Place.Line);
    }

    [Fact]
    public void Another_escape_character_leaves_backslashes_alone()
    {
        var file = Dockerfile.Parse("# escape=`\nFROM a\nRUN dir C:\\\nRUN a `\n  b\n", "Dockerfile");

        Assert.Equal(["dir C:\\", "a   b"], file.Stages[0].Instructions.Select(one => one.Arguments).ToList());
    }

    [Fact]
    public void Windows_line_ends_and_a_byte_order_mark_are_fine()
    {
        var file = Dockerfile.Parse("\uFEFF# syntax=x\r\nFROM a \\\r\n  AS b\r\n", "Dockerfile");

        Assert.Equal(("x", "b"), (file.Syntax, file.Stages[0].Name));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        const string text = """
            RUN early
            FROM a AS 1st
            FORM b
            FROM a b
            COPY --form=x . .
            COPY one
            HEALTHCHECK
            RUN <<EOF
            """;

        var problems = Assert.Throws<ProblemException>(() => Dockerfile.Parse(text, "Dockerfile")).Message;

        Assert.Equal(
            """
            error SW0306: RUN stands before the first FROM
              Dockerfile:1:1
              try: move it below FROM: only ARG may stand above
            error SW0311: '1st' cannot be the name of a stage
              Dockerfile:2:1
              try: use a-z, 0-9, - _ and . and begin with a letter
            error SW0304: there is no instruction 'FORM'
              Dockerfile:3:1
              try: 'FROM'
            error SW0312: FROM takes an image, and 'AS name' after it
              Dockerfile:4:1
              try: write FROM image AS name
            error SW0308: COPY has no flag '--form'
              Dockerfile:5:6
              try: '--from'
            error SW0305: COPY needs at least one source and a destination
              Dockerfile:6:1
              try: write at least one source and a destination after COPY
            error SW0305: HEALTHCHECK needs CMD and a command, or NONE
              Dockerfile:7:1
              try: write CMD and a command, or NONE after HEALTHCHECK
            error SW0310: the text that '<<EOF' begins has no end
              Dockerfile:8:1
              try: write a line 'EOF' below it
            """,
            problems);
    }

    [Theory]
    [InlineData("", "error SW0303: 'Dockerfile' has no instructions\n  Dockerfile:1\n  try: begin it with FROM")]
    [InlineData("ARG A\n", "error SW0307: 'Dockerfile' has no FROM\n  Dockerfile:1\n  try: begin the image with FROM")]
    public void A_file_without_stages_is_refused(string text, string expected) =>
        Assert.Equal(expected, Assert.Throws<ProblemException>(() => Dockerfile.Parse(text, "Dockerfile")).Message);
}
