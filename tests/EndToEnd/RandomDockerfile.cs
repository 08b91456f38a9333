using System.Text;

namespace EndToEnd;

/// <summary>Makes Dockerfiles up, right ones and wrong ones, the same for the same seed.</summary>
internal sealed class RandomDockerfile(Random random)
{
    private static readonly string[] Literals = ["a", "b c", "x/y.z", "", "é", "1", "foo.tar.gz", "-", ":", "{", "a\\b", "\\\\", "\\ ", "'q'", "\"d d\"", "'", "\"", "#", "<", "=", "*", "%", "~", "a=b"];
    private static readonly string[] Variables = ["A", "B", "C", "EMPTY", "UNSET", "PATHS", "PATH", "TARGETARCH", "1", "_x"];
    // None is empty: ${A#} ends the engine itself, which BuildKit 0.13 is a part of.
    private static readonly string[] Patterns = ["*", "?", "a", "*/", "/*", "*.", ".*", "\\*", "b", "**", "*o", "o*", "[a]", "x*z", "\\/", "\\}", "."];

    /// <summary>A text with variables, as an argument may hold.</summary>
    public string Word(int depth = 0)
    {
        var word = new StringBuilder();
        for (var i = random.Next(1, 4); i > 0; i--)
            word.Append(random.Next(3) == 0 ? Pick(Literals) : Variable(depth));
        return word.ToString();
    }

    /// <summary>A Dockerfile that runs nothing.</summary>
    public string File()
    {
        var text = new StringBuilder();
        if (random.Next(10) == 0)
            text.Append(Pick(["# escape=`\n", "# escape=\\\n", "#escape = `\n", "# ESCAPE=x\n", "# escape=`\n# escape=`\n", "\n# escape=`\n", "# foo=bar\n# escape=`\n", "#escape=`\r\n", "# escape=`\n# foo=bar\n", "  # escape = \\\n", "# escape=``\n", "\uFEFF# escape=`\n"]));
        text.Append(Pick(["", "ARG A=1\n", "ARG A=scratch\nARG B=$A\n", "# comment\n", "ARG A B=2\n", "arg  C='x y'\n", "ARG A=1 B=$A C=${B:-2}\n", "ARG A=x\nARG B=${A:+scratch}\n", "ARG \"A\"=1\n", "ARG A\nARG A=2\n", "ARG TARGETARCH=me B=${TARGETARCH}\n", "ENV A=1\n"]));
        if (random.Next(4) == 0)
            text.Append(Idle());
        var names = new List<string>();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            text.Append(From(names, isLast: i == 1)).Append('\n');
            for (var j = random.Next(1, 7); j > 0; j--)
                text.Append(Instruction()).Append(random.Next(14) == 0 ? "\r\n" : "\n");
        }

        return text.ToString();
    }

    // An image that is no stage would have to be pulled: only stages that are not built may name one.
    private string From(List<string> names, bool isLast)
    {
        if (names.Count > 0 && random.Next(2) == 0)
            return $"FROM {names[random.Next(names.Count)]}";
        if (!isLast && random.Next(3) == 0)
            return Pick(["FROM unused", "FROM ${B:-scratch}", "FROM scratch AS 1a", "FROM", "FROM scratch foo", "FROM --platform=linux/arm64/v8 unused", "FROM --platform=a/b/c/d unused", "FROM Up", "FROM $UNSET", "FROM ${A"]);
        var name = Pick(["one", "two", "Three"]);
        var text = Pick([$"FROM scratch AS {name}", $"from scratch as {name}", $"FROM scratch\tAS\t{name}", $"FROM scratch \\\n  AS {name}", $"FROM --platform=$TARGETPLATFORM scratch AS {name}", "FROM scratch", "FROM ${B:-scratch}"], isLast ? 6 : 7);
        if (text.EndsWith(name, StringComparison.Ordinal))
            names.Add(name.ToLowerInvariant());
        return text;
    }

    private string Instruction() => random.Next(23) switch
    {
        0 => $"ENV {Name()}={Safe()}",
        1 => $"ENV {Name()}={Safe()} {Name()}=${{A}}{Safe()}",
        2 => $"ENV {Name()} {Safe()} {Safe()}",
        3 => $"LABEL {Name()}={Safe()} \"{Name()} x\"=\"{Safe()}\"",
        4 => $"LABEL {Pick(["a", "=", "a=b c", "a b", "a=\"b", "a='x y' \\\n  b=2", "a=1 \\\n# comment\n\n  b=2", "a=\\\n1", "\"a\"=b", "$A=x"])}",
        5 => $"ARG {Pick(["A", "B=2", "A=1 B", "TARGETARCH", "C=$A-${B:-x}", "A=1 B=$A C=$B", "\"A\"=q", "A='x' B", "--x A=1", "$A=1", "=", "A=\"x y\"", "TARGETPLATFORM=me"])}",
        6 => $"EXPOSE {Pick(["80", "80/udp 53", "80/TCP", "8000-8003", "$A", "x", "70000", "80/foo", "127.0.0.1:80:80", "80:81", "", "3-1", "80/", "8000-8001:80", "\"80\"", "${UNSET}", "80-81:90-91/udp", "-1", "+80", "80/tcp/udp", "$PATHS", "8000-8002/sctp 80", "[::1]:80:80"])}",
        7 => $"USER {Pick(["app", "$A", "1000:1000", "", "a b", "\"x\"", "${UNSET:-me}"])}",
        8 => $"WORKDIR {Pick(["/app", "sub", "../up", "$A", "", "/a/../b//c/", "a b", "."])}",
        9 => $"STOPSIGNAL {Pick(["SIGTERM", "9", "term", "SIGFOO", "0", "$A", "RTMIN+3", "SIGRTMAX-14", "SIGRTMIN+16", ""])}",
        10 => $"VOLUME {Pick(["/a", "/a /b", "[\"/a b\"]", "[]", "[\"\"]", "[1]", "/$A", "[\"/x\", ]", ""])}",
        11 => $"HEALTHCHECK {Pick(["NONE", "none", "NONE x", "CMD", "CMD true", "CMD [\"a\",\"b\"]", "CMD []", "FOO x", "", "--interval=1m30s CMD x", "--interval=1x CMD x", "--timeout=0.5s --retries=3 CMD x", "--retries=-1 CMD x", "--interval=1us CMD x", "--foo=1 CMD x", "--interval CMD x", "--start-period=1h --start-interval=2s cmd x y", "--retries=x CMD y", "CMD [1]", "--interval=0 CMD x", "--interval=1s --interval=2s CMD x"])}",
        12 => $"CMD {Command()}",
        13 => $"ENTRYPOINT {Command()}",
        14 => $"SHELL {Pick(["[\"/bin/bash\", \"-c\"]", "[]", "bash", "[\"x\"", "[1]", "[\"a\"] x"])}",
        15 => $"ONBUILD {Pick(["LABEL t=1", "ENV T=2", "USER trig", "FROM x", "ONBUILD LABEL a=b", "MAINTAINER x", "FOO bar", "", "ENV x", "LABEL u=\\\n3", "CMD x", "COPY x", "ARG T=$A", "ENV A=${A}x", "COPY <<EOF /t\nhi $A\nEOF", "COPY --foo x y", "HEALTHCHECK CMD x", "SHELL [\"s\"]", "ENTRYPOINT [\"\\ud83d\"]", "RUN --mount=type=nope x", "label v=1 \\\n  # c\n w=2"])}",
        16 => $"MAINTAINER {Pick(["me", "a b", ""])}",
        17 => Pick(["FOO bar", "lABEL m=1", "  LABEL ind=1", "LABEL", "ENV", "ENV x", "ARG", "# comment", "\\", "LABEL a=1 \\", "CMD --x y", "LABEL --x a=b", "ENV -- a=b", "USER --x y", "COPY", "COPY a", "ADD", "LABEL -- a=b"]),
        18 => $"COPY {Pick(["<<EOF /f\nhello $A\nEOF", "<<\"EOF\" /f\nhello ${\nEOF", "<<-EOF /f\n\tx\n\tEOF", "<<A <<B /d/\na\nA\nb\nB", "<<EOF\nx\nEOF", "<<EOF /f\nnever", "<<EOF /f\n${\nEOF", "x <<EOF\nEOF", "<<E'O'F /f\n$\nEOF", "[\"<<EOF\", \"/f\"]", "--chmod=755 <<EOF /f\nx\nEOF", "--link=maybe <<EOF /f\nx\nEOF", "--link <<EOF /f\nx\nEOF", "--foo <<EOF /f\nx\nEOF", "--chown=0:0 --chown=1 <<EOF /f\nx\nEOF", "--from=$A x y", "--from=7 x y", "--from=Up! x y", "\"a b\" /f", "[\"a\", 1]", "https://example.org/x /y", "git@example.org:a/b.git /y", "<<'E F' /f\n$A\nE F", "<<\\EOF /f\n${\nEOF", "<<-\"EOF\" /f\n\t$A\n\t\tEOF", "<<EOF /f\n\tEOF\nEOF\n", "<<EOF \\\n  /f\nx\nEOF", "<<EOF /f\r\nx\r\nEOF\r", "<<3 /f\nx\n3", "3<<EOF /f\nx\nEOF", "<<EOF /f\nx \\\nEOF\nEOF", "<<EOF /f\n# c\n\n${A:-\"q\"} '$A'\nEOF", "<<EOF /f\n${A!}\nEOF", "<<A /a <<B\na\nA\nb\nB", "<<$A /f\nx\n$A", "--chmod=0755 --chown=$UNSET <<EOF /f\nx\nEOF", "--link=TRUE <<EOF /f\nx\nEOF", "--from= <<EOF /f\nx\nEOF", "--checksum=x <<EOF /f\nx\nEOF", "--chown <<EOF /f\nx\nEOF", "-- <<EOF /f\nx\nEOF"])}",
        19 => Pick(["LABEL w1=" + Safe(), "LABEL w2 " + Word(), "ENV W3=" + Safe(), "ENV W4 " + Word()]),
        20 => $"ADD {Pick(["<<EOF /f\nx\nEOF", "a", "--keep-git-dir=maybe <<EOF /f\nx\nEOF", "--keep-git-dir <<EOF /f\nx\nEOF", "--from=x a b", "--checksum=$UNSET <<EOF /f\nx\nEOF", "--link --chmod=700 <<EOF /f\nx\nEOF", "--unknown a b", "[\"a\"]"])}",
        _ => $"LABEL {Name()}={Safe()}",
    };

    // On scratch nothing can be run: such lines stand in a stage that is not built, where what is written still counts.
    private string Idle()
    {
        var text = new StringBuilder("FROM scratch AS idle\n");
        for (var i = random.Next(1, 3); i > 0; i--)
            text.Append("RUN ").Append(random.Next(2) == 0 ? $"{Mounts()} x" : Runs()).Append('\n');
        return text.ToString();
    }

    private string Runs() => Pick(["--network=none x", "--network=x x", "--network", "--mount x", "--foo=1 x", "[]", "[1]", "<<EOF\nx\nEOF", "<<EOF", "[\"<<EOF\"]", "x \\\n# c\n y", "echo '<<EOF'", "echo \"<<EOF\"", "a<<EOF", "cat <<A <<B\nA\nB", "--network=none --network=host x", "-- x"]);

    private string Mounts() => $"--mount={string.Join(',', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pick(["type=bind", "type=cache", "type=tmpfs", "type=secret", "type=ssh", "type=nope", "target=/m", "target=$A", "target=", "ro", "rw=false", "ro=maybe", "id=x", "from=one", "from=$A", "source=/a", "size=1m", "size=64Mi", "size=x", "mode=0400", "mode=9", "uid=1", "gid=x", "sharing=locked", "sharing=x", "required", "required=true", "nope=1", "nope", "\"target=/q\"", "TYPE=BIND"])))}";

    private string Command() => Pick(["[\"a\", \"b\"]", "a b", "", "[]", "[\"a\"", "[1]", "[\"a\", null]", "[\"\\u0041\\n\"]", "  x   y  ", "[\"a\"] x", "[ ]", "a \\\n  b", "$A", "[\"$A\"]", "<<EOF", "['a']", "[[\"a\"]]", "{\"a\":1}"]);

    // A word without blanks outside of quotes.
    private string Safe() => Word().Replace(' ', '.').Replace('"', random.Next(6) == 0 ? '"' : '.').Replace('\'', random.Next(6) == 0 ? '\'' : '.');

    private string Variable(int depth)
    {
        var name = Pick(Variables);
        string Inner() => depth < 2 && random.Next(3) == 0 ? Word(depth + 1) : Pick(Literals);
        return random.Next(16) switch
        {
            < 3 => $"${name}",
            < 6 => $"${{{name}}}",
            6 => $"${{{name}:-{Inner()}}}",
            7 => $"${{{name}-{Inner()}}}",
            8 => $"${{{name}:+{Inner()}}}",
            9 => $"${{{name}+{Inner()}}}",
            10 => $"${{{name}{Pick(["?", ":?"])}{Pick(Literals)}}}",
            11 => $"${{{name}#{Pick(Patterns)}}}",
            12 => $"${{{name}{Pick(["##", "%%"])}{Pick(Patterns)}}}",
            13 => $"${{{name}%{Pick(Patterns)}}}",
            14 => $"${{{name}{Pick(["/", "//"])}{Pick(Patterns)}/{Pick(["z", "", "$A", "zz", "\\}", "$$"])}}}",
            _ => Pick(["$", "${", "${}", "${:}", "$$", "\\$A", "${A", "${A!x}", "$-", "${A:x}", "'$A'", "\"$A\"", "$é", "${A b}"]),
        };
    }

    private string Name() => Pick(["k1", "k2", "A", "B", "com.example.x", "É", "PATH"]);

    private string Pick(string[] from) => from[random.Next(from.Length)];

    private string Pick(string[] from, int count) => from[random.Next(Math.Min(count, from.Length))];
}
