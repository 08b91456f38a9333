using System.Reflection;
using Slipway.Containers.Stacks;

namespace Slipway.Tool.Starting;

/// <summary>The files that make a folder with a compose file a project with a build of its own.</summary>
internal sealed class NewProject
{
    // Where people keep the scripts that a build replaces.
    private static readonly string[] ScriptFolders = ["", "scripts", "bin", "deploy", "ops"];

    // Not the build's own.
    private static readonly string[] NotScripts = ["build.sh"];

    private readonly string _folder;
    private readonly string _stack;
    private readonly NewWorkflow? _workflow;

    /// <summary>A project for a compose file.</summary>
    /// <param name="folder">The folder that gets the files.</param>
    /// <param name="stack">The folder of the compose file: the same, or one below it.</param>
    /// <param name="workflow">The workflow that its build names; <see langword="null"/> where it has none.</param>
    public NewProject(string folder, string stack, NewWorkflow? workflow) =>
        (_folder, _stack, _workflow) = (folder, Path.GetRelativePath(folder, stack).Replace('\\', '/'), workflow);

    /// <summary>The file of the build's class.</summary>
    public const string BuildClass = "build/Build.cs";

    /// <summary>What the Makefile and the scripts of the folder are now.</summary>
    public IReadOnlyList<Meaning> Meanings => field ??= Starting.Meanings.Of(OldCommands());

    /// <summary>Each file's path, relative to the folder, and what it is to hold.</summary>
    public IEnumerable<(string Path, string Content)> Files()
    {
        yield return ("build/Build.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">

              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <LangVersion>14</LangVersion>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <InvariantGlobalization>true</InvariantGlobalization>
                <SatelliteResourceLanguages>en</SatelliteResourceLanguages>
                <!-- The folder may be part of a repository whose own settings are not meant for its build. -->
                <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
              </PropertyGroup>

              <ItemGroup>
                <PackageReference Include="Slipway.Components" Version="{Version}" />
              </ItemGroup>

            </Project>

            """.ReplaceLineEndings("\n"));
        yield return (BuildClass, $$"""
            using Slipway;
            using Slipway.Components;
            using Slipway.GitHub;

            /// <summary>The build of this folder: every target of the components, and those that you add.</summary>
            {{_workflow?.Attribute}}
            internal sealed class Build : ContainerBuild, IDeploy, ILint, IStackTest, IGitHubWorkflows
            {
                string IHasStack.StackFolder => {{(_stack == "." ? "RootFolder" : $"RootFolder / \"{_stack}\"")}};

                public static Task<int> Main(string[] args) => RunAsync<Build>(args);
            }

            """.ReplaceLineEndings("\n").Replace("\n\ninternal", "\ninternal", StringComparison.Ordinal));
        // Nothing above the folder has a say in how its build is compiled.
        yield return ("build/Directory.Build.props", "<Project />\n");
        yield return ("build/Directory.Build.targets", "<Project />\n");
        // Nobody has checked these images yet; what they lack is told, and is no reason not to deploy them as ever.
        yield return (".nuke/parameters.json", "{\n  \"$schema\": \"./build.schema.json\",\n  \"Tolerate\": [\"root\", \"no-health-check\", \"unpinned-base\"]\n}\n");
        yield return (".nuke/.gitignore", "/temp/\n");
        yield return ("build.sh", Resource("build.sh"));
        yield return ("build.ps1", Resource("build.ps1"));
        if (Meanings.Count > 0)
            yield return ("build/migrating.md", MigrationPage.Of(Meanings));
    }

    private List<OldCommand> OldCommands()
    {
        var commands = new List<OldCommand>();
        if (MakefileReader.Names.FirstOrDefault(name => File.Exists(Path.Combine(_folder, name))) is { } makefile)
            commands.AddRange(MakefileReader.Read(makefile, File.ReadAllText(Path.Combine(_folder, makefile))));
        foreach (var below in ScriptFolders.Where(below => Directory.Exists(Path.Combine(_folder, below))))
        {
            foreach (var script in Directory.EnumerateFiles(Path.Combine(_folder, below), "*.sh").Order(StringComparer.Ordinal))
            {
                var name = Path.GetRelativePath(_folder, script).Replace('\\', '/');
                if (!NotScripts.Contains(name))
                    commands.AddRange(ScriptReader.Read(name, File.ReadAllText(script)));
            }
        }

        return commands;
    }

    private static string Version { get; } =
        (typeof(ContainerStack).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "").Split('+')[0];

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(NewProject).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
