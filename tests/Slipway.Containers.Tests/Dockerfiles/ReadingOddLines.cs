using System.Diagnostics;
using Slipway.Containers.Dockerfiles;

namespace Slipway.Containers.Tests.Dockerfiles;

/// <summary>Lines that nobody means to write, and what BuildKit makes of them.</summary>
public sealed class ReadingOddLines
{
    [Theory]
    [InlineData("ARG a=1 b=$a\nLABEL l=$b", "")]
    [InlineData("ARG \"a\"=x\nLABEL l=$a", "x")]
    [InlineData("ENV a=1\nENV a=2 b=$a\nLABEL l=$b", "1")]
    [InlineData("ARG a=1\nARG a\nLABEL l=$a", "1")]
    [InlineData("LABEL l=${PATH//\\//_}", "_usr_local_sbin:_usr_local_bin:_usr_sbin:_usr_bin:_sbin:_bin")]
    [InlineData("LABEL l=\"${x:-\"q\"}\"", "q")]
    [InlineData("LABEL l=a'b'c\"d\"e", "abcde")]
    [InlineData("LABEL l=x\\\\\nLABEL m=2", "x\\")]
    [InlineData("LABEL l=1\\\n# between\n\n  m=2", "1")]
    public void What_is_expanded_when_is_as_in_BuildKit(string lines, string expected) =>
        Assert.Equal(expected, Resolve(lines).Labels["l"]);

    [Theory]
    [InlineData("""["\ud83d"]""", "\ufffd")]
    [InlineData("""["\ud83d\ude00"]""", "\ud83d\ude00")]
    [InlineData("""["\ude00\ud83d-\\ud83d"]""", "\ufffd\ufffd-\\ud83d")]
    public void Half_a_character_in_a_list_stands_for_what_cannot_be_read(string list, string expected) =>
        Assert.Equal([expected], Resolve($"CMD {list}").Command!);

    [Theory]
    [InlineData("80/tcp/udp", "80/tcp")]
    [InlineData("53/", "53/tcp")]
    [InlineData("8000-8001/UDP", "8000/udp 8001/udp")]
    public void Ports_are_read_as_generously_as_by_BuildKit(string written, string expected) =>
        Assert.Equal(expected.Split(' '), Resolve($"EXPOSE {written}").ExposedPorts);

    [Fact]
    public void All_ports_on_many_lines_and_stages_cost_next_to_nothing()
    {
        var lines = string.Concat(Enumerable.Repeat("EXPOSE 0-65535 0-65535/udp\n", 33));
        var watch = Stopwatch.StartNew();

        var target = Dockerfile.Parse($"FROM scratch AS a\n{lines}FROM a\n{lines}", "Dockerfile").Resolve();

        Assert.Equal(2 * 65536, target.ExposedPorts.Count);
        // It took seconds for each repetition; half a minute is a machine that stands still.
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("RUN []", "error SW0305: RUN needs a command\n  Dockerfile:2:1")]
    [InlineData("RUN --mount=type=cache,target=/ x", "error SW0323: the mount 'type=cache,target=/' cannot be read: its target is the root")]
    [InlineData("RUN --mount=type=bind x", "error SW0323: the mount 'type=bind' cannot be read: its target is the root")]
    [InlineData("WORKDIR /a\nRUN --mount=type=cache,target=.. x", "error SW0323: the mount 'type=cache,target=..' cannot be read: its target is the root")]
    public void What_no_build_can_carry_out_is_refused(string lines, string expected)
    {
        var problems = Assert.Throws<ProblemException>(() => Resolve(lines));

        Assert.StartsWith(expected, problems.Problems[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("WORKDIR /a\nRUN --mount=type=cache x")]
    [InlineData("RUN --mount=type=tmpfs,target=/t,size=64Mi x")]
    [InlineData("RUN --mount=target=/m,ro=f x")]
    public void What_a_build_takes_is_taken(string lines) => Assert.Equal("/", Resolve($"FROM scratch AS a\n{lines}\nFROM scratch").WorkingDirectory);

    private static DockerfileTarget Resolve(string lines) => Dockerfile.Parse($"{(lines.StartsWith("FROM", StringComparison.Ordinal) ? "" : "FROM scratch\n")}{lines}\n", "Dockerfile").Resolve();
}
