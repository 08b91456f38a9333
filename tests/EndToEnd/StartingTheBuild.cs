using Slipway.Processes;

namespace EndToEnd;

/// <summary><c>build.sh</c> itself, in a small repository whose build only says that it runs.</summary>
public sealed class StartingTheBuild : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-start-").FullName;

    public StartingTheBuild()
    {
        File.Copy(Path.Combine(Machine.Repository, "build.sh"), Path.Combine(_folder, "build.sh"));
        File.Copy(Path.Combine(Machine.Repository, "global.json"), Path.Combine(_folder, "global.json"));
        Write("Directory.Build.props", "<Project><PropertyGroup><TargetFramework>net10.0</TargetFramework><UseArtifactsOutput>true</UseArtifactsOutput></PropertyGroup></Project>");
        Write("Directory.Packages.props", "<Project />");
        WriteProject("<None Include=\"../src/readme.txt\" />");
        Write("src/readme.txt", "");
        WriteBuild("System.Console.WriteLine(\"first: \" + string.Join(' ', args));");
        // Comes first on PATH, and remembers what it was asked for.
        Write("shim/dotnet", $"#!/bin/sh\necho \"$@\" >> '{_folder}/calls'\nexec '{Machine.Find("dotnet")}' \"$@\"\n");
        File.SetUnixFileMode(Path.Combine(_folder, "shim", "dotnet"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_compiles_what_has_changed_and_nothing_else()
    {
        var first = await StartAsync("A", "--b", "c d");
        Assert.Equal((0, "first: A --b c d\n", "compiling the build\n"), (first.ExitCode, first.StandardOutput, first.StandardError));
        Assert.Equal(["build", "exec"], Calls());

        var unchanged = await StartAsync("A");
        Assert.Equal((0, "first: A\n", ""), (unchanged.ExitCode, unchanged.StandardOutput, unchanged.StandardError));
        Assert.Equal(["exec"], Calls());

        WriteBuild("System.Console.WriteLine(\"second\");");
        var changed = await StartAsync();
        Assert.Equal((0, "second\n", "compiling the build\n"), (changed.ExitCode, changed.StandardOutput, changed.StandardError));
        Assert.Equal(["csc", "exec"], Calls());

        // A copy that keeps its old time is a change all the same, and so is a file that is gone.
        WriteBuild("System.Console.WriteLine(\"third\");");
        File.SetLastWriteTimeUtc(Path.Combine(_folder, "build", "Build.cs"), DateTime.UnixEpoch.AddYears(30));
        Assert.Equal("third\n", (await StartAsync()).StandardOutput);
        Assert.Equal(["csc", "exec"], Calls());
        File.Delete(Path.Combine(_folder, "src", "readme.txt"));
        Assert.Equal("third\n", (await StartAsync()).StandardOutput);
        Assert.Equal(["build", "exec"], Calls());

        // What an editor keeps beside a file that is open is no part of the build.
        Write("build/.Build.cs.swp", "");
        Assert.Equal("third\n", (await StartAsync()).StandardOutput);
        Assert.DoesNotContain("build", Calls());
    }

    [Fact]
    public async Task Sources_beside_a_build_that_does_not_name_them_are_no_part_of_it()
    {
        WriteProject("");
        await StartAsync();
        Calls();

        Write("src/readme.txt", "the application's");

        Assert.Equal("first: \n", (await StartAsync()).StandardOutput);
        Assert.Equal(["exec"], Calls());
    }

    [Fact]
    public async Task One_source_more_or_less_is_compiled_by_MSBuild()
    {
        await StartAsync();
        Assert.Equal(["build", "exec"], Calls());

        Write("build/Words.cs", "internal static class Words { public const string Hello = \"hello\"; }\n");
        WriteBuild("System.Console.WriteLine(Words.Hello);");
        Assert.Equal("hello\n", (await StartAsync()).StandardOutput);
        Assert.Equal(["build", "exec"], Calls());

        // The note of how the compiler was called holds the new file.
        Write("build/Words.cs", "internal static class Words { public const string Hello = \"good day\"; }\n");
        Assert.Equal("good day\n", (await StartAsync()).StandardOutput);
        Assert.Equal(["csc", "exec"], Calls());
    }

    [Fact]
    public async Task An_edit_that_does_not_compile_leaves_the_build_before_it_whole()
    {
        await StartAsync();
        Calls();

        WriteBuild("System.Console.WriteLine(missing);");
        var broken = await StartAsync();
        Assert.Equal((2, ""), (broken.ExitCode, broken.StandardOutput));
        Assert.EndsWith("error SW0061: the build does not compile\n  log: .nuke/temp/build/compile.log\n", broken.StandardError, StringComparison.Ordinal);
        Assert.Equal(["csc", "build"], Calls());

        WriteBuild("System.Console.WriteLine(\"mended\");");
        Assert.Equal("mended\n", (await StartAsync()).StandardOutput);
        Assert.Equal(["csc", "exec"], Calls());
    }

    [Fact]
    public async Task A_source_that_does_not_compile_ends_it_with_the_compilers_words()
    {
        WriteBuild("System.Console.WriteLine(missing);");

        var broken = await StartAsync();

        Assert.Equal((2, ""), (broken.ExitCode, broken.StandardOutput));
        Assert.StartsWith("compiling the build\n", broken.StandardError, StringComparison.Ordinal);
        Assert.Contains($"{_folder}/build/Build.cs(1,26): error CS0103", broken.StandardError, StringComparison.Ordinal);
        Assert.EndsWith("error SW0061: the build does not compile\n  log: .nuke/temp/build/compile.log\n", broken.StandardError, StringComparison.Ordinal);
        Assert.Equal(["build"], Calls());

        WriteBuild("System.Console.WriteLine(\"mended\");");
        Assert.Equal("mended\n", (await StartAsync()).StandardOutput);
    }

    [Fact]
    public async Task Two_first_runs_at_once_compile_once()
    {
        var runs = await Task.WhenAll(StartAsync("one"), StartAsync("two"));

        Assert.Equal(["first: one\n", "first: two\n"], runs.Select(run => run.StandardOutput));
        Assert.Equal(["build", "exec", "exec"], Calls());
    }

    [Fact]
    public async Task Its_exit_code_is_the_builds()
    {
        WriteBuild("return 42;");

        Assert.Equal(42, (await StartAsync()).ExitCode);
    }

    private void WriteProject(string item) =>
        Write("build/Build.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup><ItemGroup>{item}</ItemGroup></Project>");

    private void WriteBuild(string code) => Write("build/Build.cs", code + "\n");

    private void Write(string path, string text)
    {
        var full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    // CI: without the compilation ahead of time, which goes on after a run.
    private Task<ProcessResult> StartAsync(params string[] arguments) => new ProcessRunner(TimeProvider.System).RunAsync(
        new ProcessInvocation
        {
            Program = "bash",
            Arguments = [Path.Combine(_folder, "build.sh"), .. arguments],
            Environment = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["CI"] = "true",
                ["SLIPWAY_COMPILED"] = null,
                ["PATH"] = $"{_folder}/shim:{Machine.Variables["PATH"]}",
            },
        },
        Cancellation);

    // What dotnet was called for since the last time: a verb, the compiler, or the compiled build in its folder.
    private List<string> Calls()
    {
        var file = Path.Combine(_folder, "calls");
        var calls = File.ReadAllLines(file).Select(call => Call(call.Split(' ')[0])).ToList();
        File.Delete(file);
        return calls;
    }

    private string Call(string word) =>
        word.EndsWith("/csc.dll", StringComparison.Ordinal) ? "csc"
        : word.StartsWith($"{_folder}/.nuke/temp/build/compiled.", StringComparison.Ordinal) && word.EndsWith("/Build.dll", StringComparison.Ordinal) ? "exec"
        : word;
}
