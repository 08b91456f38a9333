using System.Diagnostics;
using Slipway.Processes;

namespace Benchmarks.Contenders;

/// <summary>A project of its own with Slipway's engine and a generated build, started by this repository's <c>build.sh</c>.</summary>
internal sealed class GeneratedBuild(Scratch scratch, string name)
{
    private static readonly TimeSpan LongestCompilation = TimeSpan.FromMinutes(4);

    /// <summary>The namespaces that its source uses.</summary>
    public IReadOnlyList<string> Usings { get; init; } = [];

    /// <summary>What the build's class extends.</summary>
    public string Extends { get; init; } = "SlipwayBuild";

    /// <summary>The libraries of this repository that it needs.</summary>
    public IReadOnlyList<string> References { get; init; } = ["Slipway"];

    /// <summary>The build's source.</summary>
    public string Source => scratch.PathOf($"{name}/build/Build.cs");

    /// <summary>Writes the project and compiles it, ahead of time too.</summary>
    /// <param name="members">The members of the build class.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Why that failed, or <see langword="null"/>.</returns>
    public Task<string?> MakeAsync(IEnumerable<string> members, CancellationToken cancellationToken) => scratch.OnceAsync(name, async () =>
    {
        scratch.Write($"{name}/.nuke/parameters.json", "{}\n");
        scratch.Write($"{name}/Directory.Build.props", Properties);
        scratch.Write($"{name}/Directory.Packages.props", "<Project />\n");
        scratch.Write($"{name}/build/Build.csproj", Project(References));
        scratch.Write($"{name}/build/Build.cs", $$"""
            using Slipway;
            {{string.Concat(Usings.Select(name => $"using {name};\n"))}}
            internal sealed class Build : {{Extends}}
            {
                public static Task<int> Main(string[] args) => RunAsync<Build>(args);

            {{string.Join('\n', members.Select(member => "    " + member))}}
            }

            """);
        File.Copy(Path.Combine(scratch.Repository, "global.json"), scratch.PathOf($"{name}/global.json"));
        File.Copy(Path.Combine(scratch.Repository, "build.sh"), scratch.PathOf($"{name}/build.sh"));
        var compiled = await scratch.RunAsync(Command("--version"), cancellationToken);
        // A build may be wrong on purpose: whether it compiles is all that counts here.
        if (!compiled.Succeeded && compiled.Output.Any(line => line.Text.StartsWith("error SW006", StringComparison.Ordinal)))
            return "does not compile: " + compiled.Output.Select(line => line.Text).FirstOrDefault(text => text.Contains("error", StringComparison.Ordinal));
        return await IsAheadAsync(cancellationToken) ? null : "was not compiled ahead of time, see .nuke/temp/build/precompile.log";
    });

    /// <summary>A run of this build.</summary>
    public ProcessInvocation Command(params IReadOnlyList<string> arguments) => scratch.Command(name, "bash", ["build.sh", .. arguments]);

    /// <summary>A run of this build, or the reason why there is none.</summary>
    public Contender Contender(string title, string? missing, params IReadOnlyList<string> arguments) =>
        new(title) { Command = Command(arguments), Missing = missing, IsOurs = true };

    // build.sh goes on compiling ahead of time when its first run has ended; no event tells when it is done.
    private async Task<bool> IsAheadAsync(CancellationToken cancellationToken)
    {
        var current = scratch.PathOf($"{name}/.nuke/temp/build/current");
        // The compilation ahead of time goes on in the background of a run that has ended: nothing tells when it is done.
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < LongestCompilation; await Task.Delay(200, cancellationToken))
        {
            if (File.Exists(Path.Combine((await File.ReadAllTextAsync(current, cancellationToken)).Trim(), "ahead.rsp")))
                return true;
        }

        return false;
    }

    private static string Project(IReadOnlyList<string> libraries) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
          </PropertyGroup>
          <ItemGroup>
            {string.Concat(libraries.Select(library => $"<Reference Include=\"{Path.Combine(AppContext.BaseDirectory, library + ".dll")}\" />"))}
          </ItemGroup>
        </Project>

        """;

    private const string Properties = """
        <Project>
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <LangVersion>14</LangVersion>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <InvariantGlobalization>true</InvariantGlobalization>
            <UseArtifactsOutput>true</UseArtifactsOutput>
          </PropertyGroup>
        </Project>

        """;
}
