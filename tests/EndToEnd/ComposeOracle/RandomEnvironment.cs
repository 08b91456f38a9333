namespace EndToEnd.ComposeOracle;

/// <summary>Lines of environment files.</summary>
internal static class RandomEnvironment
{
    /// <summary>Lines that are right.</summary>
    public static IReadOnlyList<string> Lines { get; } =
    [
        "PLAIN=value\n", "EMPTY=\n", "SPACED = x y  \n", "export EXPORTED=1\n", "# a comment\n", "INLINE=x # not this\n", "HASH=x#y\n", "\n",
        "QUOTED=\"a b # c\"\n", "SINGLE='$A and \\n'\n", "ESCAPED=\"tab\\there\\nline \\\"q\\\" \\$A \\\\ \\x \\0101\"\n", "MULTI=\"one\ntwo\n\"\n", "MULTI2='one\n  two'\n",
        "REF=${A}-$B\n", "DEF=${NOPE:-fallback}\n", "REF2=${REF}x\n", "COLON: yaml style\n", "B=\n", "INHERITED\n", "PATH_LIKE=C:\\dir\\new\n", "WIN=crlf\r\n", "DQWIN=\"a\r\nb\"\r\n",
        "EQ=a=b=c\n", "TRAIL=\"x\" # gone\n", "Q_1='it'\n", "DOLLAR=$$A\n", "dotted.name-1=v\n", "UNI=né\n", "  LEAD=1\n", "\tTAB=2\n", "NUM=${NUMBER:+has number}\n", "BR=${A:-{x}}\n",
        "QSP=' lead'\n", "EXP=export\n", "export  TWO=2\n", "SQ_ESC='a\\'b'\n", "OCT=\"\\0007\\012\\0\"\n",
    ];

    /// <summary>Lines that are wrong, or look so.</summary>
    public static IReadOnlyList<string> WrongLines { get; } =
    [
        "BAD NAME=1\n", "OPEN=\"no end\n", "OPEN='no end\n", "WRONG=${\n", "=nothing\n", "Q='it''s'\n", "a!b=1\n", "REQ=${NOPE:?needed}\n", "LONE", "\"X\"=1\n", "A=\"x\"y z\n", "${A}=1\n",
    ];
}
