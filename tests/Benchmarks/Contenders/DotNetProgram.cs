using Slipway.Processes;

namespace Benchmarks.Contenders;

/// <summary>A program of one file, compiled beforehand.</summary>
internal sealed class DotNetProgram(Scratch scratch, string name)
{
    public string Source => scratch.PathOf($"{name}/Program.cs");

    /// <summary>Writes and publishes it.</summary>
    /// <param name="source">Its only file.</param>
    /// <param name="package">A package that it needs, with its version.</param>
    /// <param name="aheadOfTime">Whether it becomes a ReadyToRun program.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Why that failed, or <see langword="null"/>.</returns>
    public Task<string?> MakeAsync(string source, string? package, bool aheadOfTime, CancellationToken cancellationToken) => scratch.OnceAsync(name, async () =>
    {
        scratch.Write($"{name}/Program.cs", source);
        // Empty ones: those of the repository are not meant for it.
        scratch.Write($"{name}/Directory.Build.props", "<Project />\n");
        scratch.Write($"{name}/Directory.Packages.props", "<Project />\n");
        scratch.Write($"{name}/{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <InvariantGlobalization>true</InvariantGlobalization>
                <PublishReadyToRun>{aheadOfTime}</PublishReadyToRun>
              </PropertyGroup>
              <ItemGroup>{(package is null ? "" : $"<PackageReference Include=\"{package.Split(' ')[0]}\" Version=\"{package.Split(' ')[1]}\" />")}</ItemGroup>
            </Project>

            """);
        IReadOnlyList<string> runtime = aheadOfTime ? ["--use-current-runtime", "--no-self-contained"] : [];
        var made = await scratch.RunAsync(scratch.Command(name, "dotnet", ["publish", "-c", "Release", "-nologo", "-v", "quiet", "-o", "out", .. runtime]), cancellationToken);
        if (made.Succeeded)
            return null;
        var why = made.Output.Select(line => line.Text).FirstOrDefault(text => text.Contains("error", StringComparison.Ordinal)) ?? "";
        return why.Contains("NU110", StringComparison.Ordinal)
            ? $"the package registry does not have {package} ({why[why.IndexOf("NU110", StringComparison.Ordinal)..][..6]})"
            : "does not compile: " + why[(why.LastIndexOf(": error", StringComparison.Ordinal) + 2)..];
    });

    public ProcessInvocation Command(params IReadOnlyList<string> arguments) => scratch.Command(name, "dotnet", [$"out/{name}.dll", .. arguments]);
}
