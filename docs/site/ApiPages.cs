using System.Reflection;
using System.Text;
using System.Xml.Linq;

namespace Slipway.Site;

/// <summary>The reference of the public types, from the comments that the compiler collected beside each assembly.</summary>
internal static class ApiPages
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly string[] Assemblies = ["Slipway", "Slipway.BuildKit", "Slipway.Components", "Slipway.Containers", "Slipway.GitHub", "Slipway.Testing"];

    /// <summary>A page for each package.</summary>
    public static IEnumerable<SitePage> All() => Assemblies.Select(PageOf);

    private static SitePage PageOf(string name)
    {
        var assembly = Assembly.Load(name);
        var comments = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member").ToDictionary(member => (string)member.Attribute("name")!, StringComparer.Ordinal);
        var text = new StringBuilder($"# {name}\n\nThe public types of the package, made from the comments in its sources.\n");
        foreach (var space in assembly.GetExportedTypes().Where(type => !type.Name.Contains('<', StringComparison.Ordinal)).GroupBy(type => type.Namespace ?? "", StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append($"\n## {space.Key}\n");
            foreach (var type in space.OrderBy(NameOf, StringComparer.Ordinal))
                Describe(text, type, comments);
        }

        return new SitePage($"docs/reference/made/{name.ToLowerInvariant()}.html", "Reference", name, text.ToString()) { Source = $"docs/reference/made/{name.ToLowerInvariant()}.md" };
    }

    private static void Describe(StringBuilder text, Type type, Dictionary<string, XElement> comments)
    {
        var id = type.FullName!.Replace('+', '.');
        text.Append($"\n### {NameOf(type)}\n\n{Kind(type)}. {Summary(comments.GetValueOrDefault("T:" + id))}\n");
        var members = type.GetMembers(Declared).Where(member => member is not MethodBase { IsSpecialName: true } && !member.Name.Contains('<', StringComparison.Ordinal) && member is not Type)
            .GroupBy(member => member.Name, StringComparer.Ordinal)
            .Select(group => (Name: group.Key, Text: Summary(CommentOf(id, group.Key, comments))))
            .Where(member => member.Text.Length > 0)
            .OrderBy(member => member.Name, StringComparer.Ordinal).ToList();
        if (members.Count == 0)
            return;
        text.Append("\n| Member | |\n|---|---|\n");
        foreach (var (member, summary) in members)
            text.Append($"| `{member}` | {summary} |\n");
    }

    // The language's reference, annex D.4.2: a kind, the full name, and for methods the types of their parameters.
    private static XElement? CommentOf(string type, string member, Dictionary<string, XElement> comments)
    {
        foreach (var kind in (string[])["P:", "F:", "E:", "M:"])
        {
            var id = $"{kind}{type}.{member}";
            if (comments.TryGetValue(id, out var comment))
                return comment;
            if (kind == "M:" && comments.Keys.FirstOrDefault(key => key.StartsWith(id, StringComparison.Ordinal) && key[id.Length] is '(' or '`') is { } overload)
                return comments[overload];
        }

        return null;
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "Enumeration",
        { IsInterface: true } => "Interface",
        { IsValueType: true } => "Structure",
        { IsAbstract: true, IsSealed: true } => "Static class",
        _ when typeof(Delegate).IsAssignableFrom(type) => "Delegate",
        _ when typeof(Attribute).IsAssignableFrom(type) => "Attribute",
        _ => "Class",
    };

    private static string NameOf(Type type) => type.IsNested ? $"{NameOf(type.DeclaringType!)}.{Plain(type)}" : Plain(type);

    private static string Plain(Type type)
    {
        var name = type.Name.Split('`')[0];
        var own = type.GetGenericArguments().Skip(type.DeclaringType?.GetGenericArguments().Length ?? 0).Select(argument => argument.Name).ToList();
        return own.Count == 0 ? name : $"{name}&lt;{string.Join(", ", own)}&gt;";
    }

    private static string Summary(XElement? comment)
    {
        var text = string.Concat(comment?.Element("summary")?.Nodes().Select(Text) ?? []);
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace("|", "\\|", StringComparison.Ordinal);
    }

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value.Replace("<", "&lt;", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal),
        XElement { Name.LocalName: "see" or "paramref" or "typeparamref" } see => $"`{((string?)see.Attribute("cref") ?? (string?)see.Attribute("langword") ?? (string?)see.Attribute("name") ?? "").Split(':')[^1].Split('(')[0].Split('.')[^1].Split('`')[0]}`",
        XElement { Name.LocalName: "c" or "code" } code => $"`{code.Value}`",
        XElement element => string.Concat(element.Nodes().Select(Text)),
        _ => "",
    };
}
