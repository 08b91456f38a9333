using System.Globalization;
using Slipway.Containers.Contexts;
using Slipway.Containers.Dockerfiles;

namespace Slipway.Containers.Tests.Fuzzing;

// Memory is the process's: one at a time.
[Collection("Fuzzing")]
[Trait("Category", "Deep")]
public sealed class ReadingAnything
{
    private const long Megabyte = 1024 * 1024;
    private const long LargestHeap = 300 * Megabyte;
    private const string Seconds = "SLIPWAY_DEEP_SECONDS";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private static readonly string[] Dockerfiles =
    [
        "# syntax=docker/dockerfile:1\n# escape=`\nARG V=1 W=${V:-2}\nFROM --platform=$BUILDPLATFORM alpine:${V} AS base\nENV A=$V B='x y' C=\"${A#v}\"\nLABEL a=${A%%*} b=${A//1/2}\n",
        "FROM scratch AS one\nCOPY --from=0 --chown=a:b --chmod=644 [\"a b\", \"/c\"]\nRUN --mount=type=bind,from=one,source=a,target=/b --network=none make \\\n # comment\n\n all\nFROM one\n",
        "FROM scratch\nCOPY <<EOF <<-\"E F\" /x/\nhello ${A:-$B}\nEOF\n\tbye\nE F\nRUN <<X cat\n1\nX\nCMD [\"a\", \"b\"]\nENTRYPOINT a b\nSHELL [\"sh\"]\n",
        "FROM a AS x\nONBUILD COPY a b\nHEALTHCHECK --interval=1m30s --retries=3 CMD x\nEXPOSE 80 8000-8010/udp\nVOLUME /a\nSTOPSIGNAL 9\nUSER $U\nWORKDIR ../x\nMAINTAINER m\nFROM x\n",
    ];

    private static readonly string[] DockerfileTokens =
        ["\\\n", "${", "}", "$A", "\"", "'", "<<EOF\n", "EOF\n", "--from=", "FROM ", "FROM x AS y\n", "[\"", "\"]", "#", "\r\n", "ENV A=$A$A\n", "${A:-", "${A/*/", "${A##*", "EXPOSE 0-65535\n", "ONBUILD ", "\t", "`", "COPY --from=x a b\n", "RUN --mount=from=y,", "\uFEFF", "\0", "[[[["];

    private static readonly string[] Ignores =
    [
        "# comment\n*\n!src/**\n**/*.md\nsrc/[a-c]?\n!a/b/c\n",
        "\uFEFFnode_modules/\r\n/build\n./x/../y\n**/.git\n!**/keep\n\\#a\n[^a-z]*\n***\n",
    ];

    private static readonly string[] IgnoreTokens = ["*", "**", "**/", "?", "[", "]", "[^", "-", "\\", "!", "/", "../", "\n", "#", "[[:alpha:]]", "\\x{41}", "^", "\uFEFF", "\0", "a*a*a*a*a*a*b"];

    [Fact]
    public void A_Dockerfile_is_read_or_refused() => Run(
        new TextMutations(new Random(1), Dockerfiles, DockerfileTokens),
        text => Dockerfile.Parse(text, "Dockerfile").Resolve());

    [Fact]
    public void An_ignore_file_is_read_or_refused()
    {
        string[] paths = ["a", "src/a", "src/deep/er/x.md", ".git/config", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", "[x]/\n/é", "\uD83D\uDE00"];
        Run(new TextMutations(new Random(2), Ignores, IgnoreTokens), text =>
        {
            var ignore = DockerIgnore.Parse(text);
            foreach (var path in paths)
                ignore.Matches(path);
        });
    }

    // How long is said by a variable: a moment unless somebody wants to find something.
    private static void Run(TextMutations texts, Action<string> read)
    {
        var patience = TimeSpan.FromSeconds(double.TryParse(Environment.GetEnvironmentVariable(Seconds), CultureInfo.InvariantCulture, out var seconds) ? seconds : 0.5);
        var began = TimeProvider.System.GetTimestamp();
        for (var round = 0L; TimeProvider.System.GetElapsedTime(began) < patience; round++)
        {
            var text = texts.Next();
            var started = TimeProvider.System.GetTimestamp();
            try
            {
                read(text);
            }
            catch (ProblemException e)
            {
                Assert.NotEmpty(e.Problems);
            }
            catch (Exception e)
            {
                Assert.Fail($"round {round}: {e}\n{text}");
            }

            Assert.True(TimeProvider.System.GetElapsedTime(started) < Longest, $"round {round} took too long:\n{text}");
            if (round % 256 == 0)
                Assert.True(GC.GetTotalMemory(forceFullCollection: false) < LargestHeap, $"round {round} holds too much:\n{text}");
        }
    }
}
