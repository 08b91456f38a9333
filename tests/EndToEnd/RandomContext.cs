using System.Text;

namespace EndToEnd;

/// <summary>Makes folders and ignore files up, the same ones for the same seed.</summary>
internal sealed class RandomContext(Random random)
{
    private static readonly string[] Names =
    [
        "a", "b", "ab", "abc", "src", "docs", "x.md", "a.txt", "b.txt", ".git", "node_modules", "a b", "é", "[x]", "a*b", "#c", "!d", "^e", "q?", "back\\slash", "😀", "1", "a.b.c", "Dockerfile", " lead", "trail ", "{a,b}", "a+b", "(x)", "a|b", "$a", "~", "%41", "\"q\"", "A", "x.MD", "..a", "a..b", "...", "-", "=", "@", "d.dockerignore", "\u0301",
    ];

    private static readonly string[] Wildcards = ["*", "**", "?", "*.md", "*.txt", "a*", "*b", "*c*", "**b", "a**", "[ab]", "[a-c]*", "[^a]*", "\\a", "\\*", "a\\*b", "?.txt", "**.md", "***", "[[:alpha:]]", "[a^]", "\\[x\\]", "[!a]", "**/*", "*/**", "**/**", "**/a/**", "a/**/b", "*/*", "**/*.md", "**/.*", ".*", "*.*", "?*", "*?", "??", "[^.]*", "[a-zA-Z]", "[\\]]", "[\\-a]", "[a\\-z]", "[é]", "[😀]*", "\\!d", "\\#c", "{a,b}", "a+b", "(x)", "a|b", "$a", "^a", "a$", "A", "[A-Z]*", "...", "..a", "*\\*", "**\\*", "a***b", "****", "?**", "**?"];

    /// <summary>Fills a folder that is there.</summary>
    public void Fill(string folder)
    {
        var folders = new List<string> { folder };
        for (var i = random.Next(6, 22); i > 0; i--)
        {
            var parent = folders[random.Next(folders.Count)];
            var path = Path.Combine(parent, Pick(Names));
            if (Path.Exists(path))
                continue;
            switch (random.Next(10))
            {
                case < 4:
                    Directory.CreateDirectory(path);
                    folders.Add(path);
                    break;
                case 4:
                    File.CreateSymbolicLink(path, Pick(["a", "../b", "nowhere", ".", "/"]));
                    break;
                default:
                    File.WriteAllText(path, path);
                    break;
            }
        }
    }

    /// <summary>An ignore file's text; every line of it can be read.</summary>
    public string Ignore()
    {
        var text = new StringBuilder(random.Next(12) == 0 ? "\uFEFF" : "");
        var end = random.Next(8) == 0 ? "\r\n" : "\n";
        for (var i = random.Next(1, 7); i > 0; i--)
            text.Append(Line()).Append(i > 1 || random.Next(4) > 0 ? end : "");
        return text.ToString();
    }

    private string Line() => random.Next(28) switch
    {
        0 => "",
        1 => "# a comment",
        2 => " #c",
        3 => Pick(["\t", "  ", "#", "\\#c", "\uFEFFa", "a\t", "\u00A0a", "a\u00A0", "!\ta", "!!a", "!#c", "a#c", "a #c", "./", "/", ".", "..", "!.", "!..", "../a", "a/..", "a/../..", "/../a", "//a//b//", "a/.", "./a/./b"]),
        _ => $"{Pick(["", "", "", "", " ", "\t"])}{Pick(["", "", "", "", "!", "!", "!", "! "])}{Pick(["", "", "", "", "/", "./", "../", "a/../"])}{Parts()}{Pick(["", "", "", "", "/", "//", "/ ", " ", "\t", "/.", "/..", "/**", "/**/", "/*", "/**/*", "/*/"])}",
    };

    private string Parts() => string.Join('/', Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(5) < 2 ? Pick(Wildcards) : Escaped(Pick(Names))));

    // As a pattern: the name itself, or what its characters mean.
    private string Escaped(string name) => random.Next(3) == 0
        ? name.Replace("\\", "?", StringComparison.Ordinal)
        : string.Concat(name.Select(c => @"*?[]\".Contains(c, StringComparison.Ordinal) ? $"\\{c}" : c.ToString()));

    private string Pick(string[] from) => from[random.Next(from.Length)];
}
