using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using BenchmarkDotNet.Attributes;
using Slipway.Containers.Compose;
using Slipway.Containers.Contexts;
using Slipway.Containers.Dockerfiles;

namespace Benchmarks.Inner;

/// <summary>What is read of a stack before anything of it is built.</summary>
public class Reading
{
    private static readonly string Stack = Path.Combine(Folder(), "..", "..", "..", "stacks", "bot-core");

    private readonly string[] _paths = [.. Enumerable.Range(0, 10_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"src/package{i % 40}/module{i % 7}/file{i}.ts"))];
    private readonly string _long = Dockerfile500();
    private readonly string _dockerfile = File.ReadAllText(Path.Combine(Stack, "rust-core-engine", "Dockerfile"));
    private readonly DockerIgnore _ignore = DockerIgnore.Parse("""
        **/node_modules
        **/*.log
        .git
        dist/
        src/package1*/**/test_*.ts
        src/*/module3/*
        !src/package2/module3/file2.ts
        **/.cache/**
        """);

    /// <summary>A real Dockerfile.</summary>
    [Benchmark(Description = "parse a Dockerfile of Bot Core")]
    public Dockerfile ParseDockerfile() => Dockerfile.Parse(_dockerfile, "Dockerfile");

    /// <summary>A long Dockerfile.</summary>
    [Benchmark(Description = "parse a Dockerfile of 500 instructions")]
    public Dockerfile ParseLongDockerfile() => Dockerfile.Parse(_long, "Dockerfile");

    /// <summary>A real compose file.</summary>
    [Benchmark(Description = "load the compose file of Bot Core")]
    public ComposeProject LoadCompose() => ComposeLoader.Load(new ComposeOptions { ProjectFolder = Stack, AllowMissingVariables = true });

    /// <summary>Patterns of a <c>.dockerignore</c> over many paths.</summary>
    [Benchmark(Description = "match 10,000 paths against 8 patterns of a .dockerignore")]
    public int Match() => _paths.Count(_ignore.Matches);

    private static string Dockerfile500()
    {
        var text = new StringBuilder("FROM debian:bookworm-slim AS base\n");
        for (var i = 0; i < 500; i++)
            text.Append(CultureInfo.InvariantCulture, $"RUN --mount=type=cache,target=/cache/{i} echo \"step {i}\" \\\n  && true\n");
        return text.ToString();
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
