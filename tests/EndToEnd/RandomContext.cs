using System.Text;

namespace EndToEnd;

/// <summary>Makes folders and ignore files up, the same ones for the same seed.</summary>
internal sealed class RandomContext(Random random)
{
    private static readonly string[] Names =
    [
        "a", "b", "ab", "abc", "src", "docs", "x.md", "a.txt", "b.txt", ".git", "node_modules", "a b", "é", "[x]", "a*b", "#c", "!d", "^e", "q?", "back\\slash", "😀", "1", "a.b.c", "Dockerfile",
    ];

    private static readonly string[] Wildcards = ["*", "**", "?", "*.md", "*.txt", "a*", "*b", "*c*", "**b", "a**", "[ab]", "[a-c]*", "[^a]*", "\\a", "\\*", "a\\*b", "?.txt", "**.md", "***", "[[:alpha:]]", "[a^]", "\\[x\\]", "[!a]"];

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

    private string Line() => random.Next(24) switch
    {
        0 => "",
        1 => "# a comment",
        2 => " #c",
        _ => $"{Pick(["", "", "", "", " ", "\t"])}{Pick(["", "", "", "", "!", "!", "! "])}{Pick(["", "", "", "", "/", "./", "../", "a/../"])}{Parts()}{Pick(["", "", "", "", "/", " ", "/**", "/*"])}",
    };

    private string Parts() => string.Join('/', Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(5) < 2 ? Pick(Wildcards) : Escaped(Pick(Names))));

    // As a pattern: the name itself, or what its characters mean.
    private string Escaped(string name) => random.Next(3) == 0
        ? name.Replace("\\", "?", StringComparison.Ordinal)
        : string.Concat(name.Select(c => @"*?[]\".Contains(c, StringComparison.Ordinal) ? $"\\{c}" : c.ToString()));

    private string Pick(string[] from) => from[random.Next(from.Length)];
}
