using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Slipway.Tests;

/// <summary>Dependencies point at the engine: Tool -> Components -> Containers (-> BuildKit), GitHub -> Slipway; Testing -> Slipway.</summary>
public sealed class ArchitectureRules
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Slipway"] = [],
        ["Slipway.BuildKit"] = [],
        ["Slipway.Testing"] = ["Slipway"],
        ["Slipway.GitHub"] = ["Slipway"],
        ["Slipway.Containers"] = ["Slipway", "Slipway.BuildKit"],
        ["Slipway.Components"] = ["Slipway", "Slipway.BuildKit", "Slipway.Containers", "Slipway.GitHub"],
        ["Slipway.Tool"] = ["Slipway", "Slipway.BuildKit", "Slipway.Containers", "Slipway.GitHub", "Slipway.Components"],
    };

    public static TheoryData<string> Projects() => [.. Directory.EnumerateFiles(Sources(), "*.csproj", SearchOption.AllDirectories).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_to_those_below_it_only(string project)
    {
        var file = XDocument.Load(Path.Combine(Sources(), project, project + ".csproj"));

        var references = file.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

        Assert.Contains(project, Allowed.Keys);
        Assert.Empty(references.Except(Allowed[project], StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Slipway")]
    [InlineData("Slipway.Testing")]
    public void The_engine_needs_no_package(string project)
    {
        var file = XDocument.Load(Path.Combine(Sources(), project, project + ".csproj"));

        Assert.Empty(file.Descendants("PackageReference"));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Only_its_own_tests_look_into_a_project(string project)
    {
        var file = XDocument.Load(Path.Combine(Sources(), project, project + ".csproj"));

        Assert.All(file.Descendants("InternalsVisibleTo"), friend => Assert.Equal(project + ".Tests", friend.Attribute("Include")!.Value));
    }

    private static string Sources([CallerFilePath] string test = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(test)!, "..", "..", "src"));
}
