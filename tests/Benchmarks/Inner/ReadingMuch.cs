using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using Slipway.Containers.Compose;
using Slipway.Containers.Contexts;

namespace Benchmarks.Inner;

/// <summary>As much as somebody may have: the sizes that the readers promise a time for.</summary>
public class ReadingMuch
{
    private readonly string[] _dockerfiles = [.. Enumerable.Range(0, 1_000).Select(Dockerfile)];
    private readonly string[] _paths = [.. Enumerable.Range(0, 100_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"src/package{i / 2_500}/module{i / 250 % 10}/file{i}.{(i % 3 == 0 ? "ts" : "log")}"))];
    private readonly DockerIgnore _ignore = DockerIgnore.Parse(string.Concat(Enumerable.Range(0, 10).Select(i => string.Create(
        CultureInfo.InvariantCulture, $"**/cache{i}\n*.tmp{i}\nsrc/package{i}*/**/test_*.ts\nbuild{i}/\n!src/package{i}/module3/file*.ts\n"))));

    private string _folder = "";

    /// <summary>Writes the compose files.</summary>
    [GlobalSetup]
    public void Write()
    {
        _folder = Directory.CreateTempSubdirectory("slipway-bench-").FullName;
        File.WriteAllText(Path.Combine(_folder, "compose.yaml"), $"include: [{string.Join(", ", Enumerable.Range(0, 10).Select(i => $"part{i}.yaml"))}]\n{Services(100, 10)}");
        for (var i = 0; i < 10; i++)
            File.WriteAllText(Path.Combine(_folder, $"part{i}.yaml"), Services(i * 10, 5));
    }

    /// <summary>Removes them.</summary>
    [GlobalCleanup]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    /// <summary>Sixty services in eleven files.</summary>
    [Benchmark(Description = "load 60 services of a compose file with 10 includes (<= 15 ms)")]
    public ComposeProject LoadCompose() => ComposeLoader.Load(new ComposeOptions { ProjectFolder = _folder });

    /// <summary>Dockerfiles of thirty lines.</summary>
    [Benchmark(Description = "parse 1,000 Dockerfiles (<= 300 ms)")]
    public int ParseDockerfiles() => _dockerfiles.Sum(text => Slipway.Containers.Dockerfiles.Dockerfile.Parse(text, "Dockerfile").Stages.Count);

    /// <summary>Paths as a walk finds them.</summary>
    [Benchmark(Description = "match 100,000 paths against 50 patterns (<= 150 ms)")]
    public int Match() => _paths.Count(_ignore.Matches);

    private static string Services(int first, int count)
    {
        var text = new StringBuilder("services:\n");
        for (var i = first; i < first + count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                  service{{i}}:
                    image: registry.example/service{{i}}:${TAG:-1.0}
                    build: { context: ./service{{i}}, args: { VERSION: "${VERSION:-1}", MODE: release } }
                    ports: ["{{8000 + i}}:80", "127.0.0.1:{{9000 + i}}:90/udp"]
                    environment:
                      DATABASE: postgres://${DB_USER:-app}@db/{{i}}
                      LEVEL: ${LEVEL:-info}
                    volumes: [./data{{i}}:/data:ro, /tmp]
                    healthcheck: { test: [CMD, curl, -f, http://localhost], interval: 30s, timeout: 5s, retries: 3 }
                    deploy: { resources: { limits: { cpus: "0.5", memory: 256M } } }
                    logging: { driver: json-file, options: { max-size: 10m, max-file: "3" } }
                    restart: unless-stopped

                """);
        }

        return text.ToString();
    }

    private static string Dockerfile(int number)
    {
        var text = new StringBuilder("# syntax=docker/dockerfile:1\nARG VERSION=3.12\nFROM python:${VERSION}-slim AS build\nWORKDIR /app\n");
        for (var i = 0; i < 8; i++)
            text.Append(CultureInfo.InvariantCulture, $"COPY --chown=app:app src{i}/ ./src{i}/\nRUN --mount=type=cache,target=/root/.cache pip install \\\n    --no-cache-dir \\\n    package{i}=={number}\n");
        return text.Append("FROM build AS final\nCOPY --from=build /app /app\nENV A=1 B=\"x y\"\nUSER 1000\nHEALTHCHECK --interval=5s CMD curl -f http://localhost || exit 1\nCMD [\"python\", \"-m\", \"app\"]\n").ToString();
    }
}
