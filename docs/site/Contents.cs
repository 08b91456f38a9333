using System.Text.RegularExpressions;

namespace Slipway.Site;

/// <summary>Which pages there are, and in which order they are read.</summary>
internal static partial class Contents
{
    // What is not named here comes behind these, by name.
    private static readonly (string Section, string[] Files)[] Sections =
    [
        ("Start", ["README.md", "docs/start.md", "docs/guide.md", "docs/ci.md", "docs/recipes.md", "docs/compare.md"]),
        ("Migrating", ["docs/migrating.md", "docs/migrating-nuke.md", "docs/migrating-compose.md"]),
        ("Explanations", ["docs/explanations/scheduling.md", "docs/explanations/fingerprints.md", "docs/explanations/gate.md", "docs/compatibility.md", "docs/benchmarks.md"]),
        ("Reference", []),
        ("Stacks", []),
    ];

    private static readonly Dictionary<string, string> Folders = new(StringComparer.Ordinal) { ["docs"] = "Start", ["docs/explanations"] = "Explanations", ["docs/reference"] = "Reference", ["docs/decisions"] = "" };

    /// <summary>The pages that are written by hand.</summary>
    /// <param name="repository">The repository's folder.</param>
    public static IEnumerable<SitePage> Read(string repository)
    {
        var files = Folders.Keys.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(repository, folder), "*.md"))
            .Concat(((string[])["stacks", "src"]).SelectMany(folder => Directory.EnumerateDirectories(Path.Combine(repository, folder))).Select(folder => Path.Combine(folder, "README.md")).Where(File.Exists))
            .Select(file => Path.GetRelativePath(repository, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
        return Sections.SelectMany(section => section.Files).Union(files, StringComparer.Ordinal).Select(file => PageOf(repository, file));
    }

    /// <summary>The sections, in their order.</summary>
    public static IEnumerable<string> Names => Sections.Select(section => section.Section);

    /// <summary>Where the page of a file is.</summary>
    /// <param name="file">The file, relative to the repository.</param>
    public static string UrlOf(string file) => file == "README.md" ? "index.html" : Path.ChangeExtension(file, ".html");

    private static SitePage PageOf(string repository, string file)
    {
        var text = File.ReadAllText(Path.Combine(repository, file)).ReplaceLineEndings("\n");
        var section = Sections.FirstOrDefault(section => section.Files.Contains(file)).Section
            ?? (file.StartsWith("stacks/", StringComparison.Ordinal) ? "Stacks" : Folders.GetValueOrDefault(Path.GetDirectoryName(file)!.Replace('\\', '/'), ""));
        var title = Heading().Match(text).Groups["title"].Value;
        var label = file == "README.md" ? "Overview" : title.Replace("Reference: ", "", StringComparison.Ordinal);
        return new SitePage(UrlOf(file), section, label.Length == 0 ? file : char.ToUpperInvariant(label[0]) + label[1..], text) { Source = file };
    }

    [GeneratedRegex("^# (?<title>.+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 30_000)]
    private static partial Regex Heading();
}
