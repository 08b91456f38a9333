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
            text.Append(Pick(["# escape=`\n", "# escape=\\\n", "#escape = `\n", "# ESCAPE=x\n", "# escape=`\n# escape=`\n", "\n# escape=`\n", "# foo=bar\n# escape=`\n"]));
        text.Append(Pick(["", "ARG A=1\n", "ARG A=scratch\nARG B=$A\n", "# comment\n", "ARG A B=2\n", "arg  C='x y'\n"]));
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

    private string Instruction() => random.Next(22) switch
    {
        0 => $"ENV {Name()}={Safe()}",
        1 => $"ENV {Name()}={Safe()} {Name()}=${{A}}{Safe()}",
        2 => $"ENV {Name()} {Safe()} {Safe()}",
        3 => $"LABEL {Name()}={Safe()} \"{Name()} x\"=\"{Safe()}\"",
        4 => $"LABEL {Pick(["a", "=", "a=b c", "a b", "a=\"b", "a='x y' \\\n  b=2", "a=1 \\\n# comment\n\n  b=2", "a=\\\n1", "\"a\"=b", "$A=x"])}",
        5 => $"ARG {Pick(["A", "B=2", "A=1 B", "TARGETARCH", "C=$A-${B:-x}", "=", "A=\"x y\"", "TARGETPLATFORM=me"])}",
        6 => $"EXPOSE {Pick(["80", "80/udp 53", "80/TCP", "8000-8003", "$A", "x", "70000", "80/foo", "127.0.0.1:80:80", "80:81", "", "3-1", "80/", "8000-8001:80", "\"80\"", "${UNSET}", "80-81:90-91/udp", "-1", "+80"])}",
        7 => $"USER {Pick(["app", "$A", "1000:1000", "", "a b", "\"x\"", "${UNSET:-me}"])}",
        8 => $"WORKDIR {Pick(["/app", "sub", "../up", "$A", "", "/a/../b//c/", "a b", "."])}",
        9 => $"STOPSIGNAL {Pick(["SIGTERM", "9", "term", "SIGFOO", "0", "$A", "RTMIN+3", "SIGRTMAX-14", "SIGRTMIN+16", ""])}",
        10 => $"VOLUME {Pick(["/a", "/a /b", "[\"/a b\"]", "[]", "[\"\"]", "[1]", "/$A", "[\"/x\", ]", ""])}",
        11 => $"HEALTHCHECK {Pick(["NONE", "none", "NONE x", "CMD", "CMD true", "CMD [\"a\",\"b\"]", "CMD []", "FOO x", "", "--interval=1m30s CMD x", "--interval=1x CMD x", "--timeout=0.5s --retries=3 CMD x", "--retries=-1 CMD x", "--interval=1us CMD x", "--foo=1 CMD x", "--interval CMD x", "--start-period=1h --start-interval=2s cmd x y", "--retries=x CMD y", "CMD [1]", "--interval=0 CMD x", "--interval=1s --interval=2s CMD x"])}",
        12 => $"CMD {Command()}",
        13 => $"ENTRYPOINT {Command()}",
        14 => $"SHELL {Pick(["[\"/bin/bash\", \"-c\"]", "[]", "bash", "[\"x\"", "[1]", "[\"a\"] x"])}",
        15 => $"ONBUILD {Pick(["LABEL t=1", "ENV T=2", "USER trig", "FROM x", "ONBUILD LABEL a=b", "MAINTAINER x", "FOO bar", "", "ENV x", "LABEL u=\\\n3", "CMD x", "COPY x"])}",
        16 => $"MAINTAINER {Pick(["me", "a b", ""])}",
        17 => Pick(["FOO bar", "lABEL m=1", "  LABEL ind=1", "LABEL", "ENV", "ENV x", "ARG", "# comment", "\\", "LABEL a=1 \\", "CMD --x y", "LABEL --x a=b", "ENV -- a=b", "USER --x y", "COPY", "COPY a", "ADD", "LABEL -- a=b"]),
        18 => $"COPY {Pick(["<<EOF /f\nhello $A\nEOF", "<<\"EOF\" /f\nhello ${\nEOF", "<<-EOF /f\n\tx\n\tEOF", "<<A <<B /d/\na\nA\nb\nB", "<<EOF\nx\nEOF", "<<EOF /f\nnever", "<<EOF /f\n${\nEOF", "x <<EOF\nEOF", "<<E'O'F /f\n$\nEOF", "[\"<<EOF\", \"/f\"]", "--chmod=755 <<EOF /f\nx\nEOF", "--link=maybe <<EOF /f\nx\nEOF", "--link <<EOF /f\nx\nEOF", "--foo <<EOF /f\nx\nEOF", "--chown=0:0 --chown=1 <<EOF /f\nx\nEOF", "--from=$A x y", "--from=7 x y", "--from=Up! x y", "\"a b\" /f", "[\"a\", 1]", "https://example.org/x /y", "git@example.org:a/b.git /y"])}",
        19 => Pick(["LABEL w1=" + Safe(), "LABEL w2 " + Word(), "ENV W3=" + Safe(), "ENV W4 " + Word()]),
        _ => $"LABEL {Name()}={Safe()}",
    };

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
