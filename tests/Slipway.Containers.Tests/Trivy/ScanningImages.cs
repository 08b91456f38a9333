using Slipway.Containers.Engine;
using Slipway.Containers.Tests.Engine;
using Slipway.Containers.Trivy;
using Slipway.Processes;
using Slipway.Testing;

namespace Slipway.Containers.Tests.Trivy;

/// <summary>The reports and the help in <c>Recorded</c> are a Trivy 0.44's.</summary>
public sealed class ScanningImages : IAsyncLifetime
{
    private const string Layer = "sha256:c20e07f2939dbff843002df54ff21859f215ed5294f9cafea485b01e1912c9fa";

    private readonly FakeEngine _engine = new();
    private readonly FakeProcessRunner _processes = new();
    private readonly FakeClock _clock = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("scan-").FullName;
    private EngineClient _client = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ScanOptions Options => new() { CacheFolder = _folder, ReportPath = Path.Join(_folder, "reports", "api.json") };

    public async ValueTask InitializeAsync()
    {
        _client = _engine.Client();
        _processes.Answer("trivy", ["--version"], FakeAnswer.Success("Version: 0.44.1"));
        _processes.Answer("trivy", ["image", "--help"], FakeAnswer.Success(await File.ReadAllLinesAsync(Recorded("help-0.44.txt"), Cancellation)));
        _processes.Answer("trivy", ["image", "--scanners"], Writes("image.json"));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _engine.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Findings_of_all_kinds_are_read_the_worst_first()
    {
        WriteDatabase("2029-12-31T00:00:00Z", "2030-01-02T00:00:00Z");

        var result = await ScanAsync(Options);

        Assert.Equal("sha256:5ee927046a858434ea3b3faaf9232b8f2b48429916c923cfb3f69e5f302dce92", result.ImageId);
        Assert.Equal(
            [
                new ScanFinding(FindingKind.Vulnerability, "CVE-2099-0001", Severity.Critical, "openssl: toy critical", "vuln:1 (debian 12.5)")
                {
                    Package = "openssl",
                    Installed = "3.0.11-1~deb12u2",
                    Fixed = "9.9.9-1",
                    Remedy = "update openssl to 9.9.9-1",
                    Layer = Layer,
                },
                new ScanFinding(FindingKind.Secret, "aws-access-key-id", Severity.Critical, "AWS Access Key ID", "/app/config.env") { Line = 2, Layer = Layer },
                new ScanFinding(FindingKind.Secret, "private-key", Severity.High, "Asymmetric Private Key", "/app/key.pem") { Line = 1, Layer = Layer },
                new ScanFinding(FindingKind.Vulnerability, "CVE-2099-0002", Severity.Low, "zlib: toy unfixed low", "vuln:1 (debian 12.5)")
                {
                    Package = "zlib1g",
                    Installed = "1:1.2.13",
                    Layer = Layer,
                },
            ],
            result.Findings);
        Assert.Equal([0, 1, 0, 1, 2], result.Counts.OrderBy(c => c.Key).Select(c => c.Value));
        Assert.Equal(3, result.AtLeast(Severity.High).Count);
        Assert.Equal("vulnerability database of 2029-12-31", result.Database.ToString());
    }

    [Fact]
    public async Task Everything_that_was_asked_for_is_a_flag_and_the_engine_comes_by_the_environment()
    {
        WriteDatabase("2029-12-31T00:00:00Z", "2030-01-02T00:00:00Z");

        await ScanAsync(Options with { Severity = Severity.High, IgnoreUnfixed = true, Offline = true, IgnoreFile = "/src/.trivyignore" });

        var call = _processes.Invocations[^1];
        Assert.Equal(
            [
                "image", "--scanners", "vuln,secret,config", "--image-config-scanners", "config,secret", "--image-src", "docker", "--skip-db-update", "--skip-java-db-update",
                "--offline-scan", "--ignore-unfixed", "--skip-policy-update", "--severity", "HIGH,CRITICAL", "--ignorefile", "/src/.trivyignore", "--cache-dir", _folder, "--quiet",
                "--format", "json", "--output", $"{_folder}/reports/api.json", "vuln:1",
            ],
            call.Arguments);
        Assert.Equal($"unix://{_engine.Socket}", call.Environment["DOCKER_HOST"]);
        Assert.Null(call.Environment["DOCKER_CONTEXT"]);
    }

    [Fact]
    public async Task A_newer_Trivy_is_called_by_its_own_names()
    {
        WriteDatabase("2029-12-31T00:00:00Z", "2030-01-02T00:00:00Z");
        _processes.Answer("trivy", ["image", "--help"], FakeAnswer.Success(
            "      --scanners strings               comma-separated list of what security issues to detect (vuln,misconfig,secret,license)",
            "      --image-config-scanners strings  comma-separated list (misconfig,secret)",
            "      --skip-check-update              skip fetching rego check updates",
            "      --offline-scan                   do not issue API requests"));

        await ScanAsync(Options with { Offline = true });

        Assert.Equal(
            ["image", "--scanners", "vuln,secret,misconfig", "--image-config-scanners", "misconfig,secret", "--skip-db-update", "--offline-scan", "--skip-check-update", "--cache-dir"],
            _processes.Invocations[^1].Arguments.Take(9).ToArray());
    }

    [Fact]
    public async Task Without_a_database_secrets_and_settings_are_scanned_and_the_result_says_so()
    {
        var result = await ScanAsync(Options with { Offline = true });

        Assert.Equal("secret,config", _processes.Invocations[^1].Arguments[2]);
        Assert.Equal(new DatabaseState(IsUsed: false, Updated: null, $"there is no database in {_folder}, and none may be downloaded (offline)"), result.Database);
        Assert.Equal($"vulnerabilities NOT scanned: there is no database in {_folder}, and none may be downloaded (offline)", result.Database.ToString());
    }

    [Fact]
    public async Task A_download_that_fails_is_the_reason()
    {
        _processes.Answer("trivy", ["image", "--download-db-only"], FakeAnswer.Failure(
            1, "2026-11-21T11:04:53.197Z\t\u001b[34mINFO\u001b[0m\tDownloading DB...", "2026-11-21T11:04:53.298Z\t\u001b[31mFATAL\u001b[0m\tinit error: no such host"));

        var result = await ScanAsync(Options);

        Assert.Equal($"vulnerabilities NOT scanned: there is no database in {_folder}, and its download failed: init error: no such host", result.Database.ToString());
    }

    [Fact]
    public async Task A_download_that_failed_is_not_tried_again_by_other_nodes_of_the_run()
    {
        _processes.Answer("trivy", ["image", "--download-db-only"], FakeAnswer.Failure(1, "no such host"));
        using var trivy = await FindAsync();

        await trivy.By(_processes).ScanImageAsync("a", Options, Cancellation);
        var second = await trivy.By(_processes).ScanImageAsync("b", Options, Cancellation);

        Assert.False(second.Database.IsUsed);
        Assert.Single(_processes.Commands, c => c.Contains("download", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_old_database_that_cannot_be_updated_is_used_and_its_age_told()
    {
        WriteDatabase("2029-06-01T00:00:00Z", "2029-06-02T00:00:00Z");
        _processes.Answer("trivy", ["image", "--download-db-only"], FakeAnswer.Failure(1, "no such host"));

        var result = await ScanAsync(Options);

        Assert.Equal("vuln,secret,config", _processes.Invocations[^1].Arguments[2]);
        Assert.Equal("vulnerability database of 2029-06-01, not newer: its update failed: exit code 1 after 'no such host'", result.Database.ToString());
    }

    [Fact]
    public async Task The_database_is_seen_to_once_for_all_images()
    {
        _processes.Answer("trivy", ["image", "--download-db-only"], new FakeAnswer
        {
            Does = (_, _) =>
            {
                WriteDatabase("2030-01-01T00:00:00Z", "2030-01-02T00:00:00Z");
                return Task.CompletedTask;
            },
        });
        using var trivy = await FindAsync();

        await Task.WhenAll(trivy.ScanImageAsync("a", Options, Cancellation), trivy.ScanImageAsync("b", Options with { ReportPath = Path.Join(_folder, "b.json") }, Cancellation));

        Assert.Equal([$"trivy image --download-db-only --no-progress --cache-dir {_folder}"], _processes.Commands.Where(c => c.Contains("download", StringComparison.Ordinal)).ToArray());
    }

    [Fact]
    public async Task The_Dockerfile_is_checked_beside_the_image_and_gives_lines()
    {
        WriteDatabase("2029-12-31T00:00:00Z", "2030-01-02T00:00:00Z");
        _processes.Answer("trivy", ["config"], Writes("config.json"));

        var result = await ScanAsync(Options with { DockerfilePath = "src/Api/Dockerfile" });

        Assert.Equal($"trivy config --cache-dir {_folder} --quiet --format json --output {_folder}/reports/api.dockerfile.json src/Api/Dockerfile", _processes.Commands[^1]);
        Assert.Equal(
            [
                new ScanFinding(FindingKind.Misconfiguration, "DS002", Severity.High, "Image user should not be 'root'", "src/Api/Dockerfile") { Remedy = "Add 'USER <non root user name>' line to the Dockerfile" },
                new ScanFinding(FindingKind.Misconfiguration, "DS004", Severity.Medium, "Port 22 exposed", "src/Api/Dockerfile") { Line = 4, Remedy = "Remove 'EXPOSE 22' statement from the Dockerfile" },
            ],
            result.Findings.Where(f => f.Kind is FindingKind.Misconfiguration).ToArray());
    }

    [Fact]
    public async Task A_scan_that_fails_without_a_word_is_explained_where_the_image_is_missing()
    {
        WriteDatabase("2029-12-31T00:00:00Z", "2030-01-02T00:00:00Z");
        _processes.Answer("trivy", ["image", "--scanners"], FakeAnswer.Failure(1));

        var problem = await Assert.ThrowsAsync<ProblemException>(() => ScanAsync(Options));

        Assert.Equal(
            $"""
            error SW0603: Trivy could not scan image 'vuln:1': it ended with exit code 1
              command: trivy image --scanners vuln,secret,config --image-config-scanners config,secret --image-src docker --skip-db-update --cache-dir {_folder} --quiet --format json --output {_folder}/reports/api.json vuln:1
              says:    nothing
              reason:  the engine at unix://{_engine.Socket} has no such image
              try: build or pull the image first (BuildImages, Restore)
            """,
            problem.Message);
    }

    [Fact]
    public async Task A_report_that_is_none_is_refused()
    {
        WriteDatabase("2029-12-31T00:00:00Z", "2030-01-02T00:00:00Z");
        _processes.Answer("trivy", ["image", "--scanners"], new FakeAnswer { Does = (i, c) => File.WriteAllTextAsync(ReportOf(i), """{"SchemaVersion":7}""", c) });

        var problem = await Assert.ThrowsAsync<ProblemException>(() => ScanAsync(Options));

        Assert.Equal(
            $"""
            error SW0605: Trivy's report cannot be read
              {_folder}/reports/api.json
              reason:  its schema version is 7, and 2 is understood
              try: remove the file and scan again; if that does not help, use a Trivy of version 0.20 or newer
            """,
            problem.Message);
    }

    [Fact]
    public async Task A_report_of_before_is_not_taken_for_this_one()
    {
        WriteDatabase("2029-12-31T00:00:00Z", "2030-01-02T00:00:00Z");
        Directory.CreateDirectory(Path.Join(_folder, "reports"));
        File.Copy(Recorded("image.json"), Options.ReportPath);
        _processes.Answer("trivy", ["image", "--scanners"], FakeAnswer.Success());

        var problem = await Assert.ThrowsAsync<ProblemException>(() => ScanAsync(Options));

        Assert.Equal("SW0605", problem.Problems[0].Code);
    }

    [Fact]
    public async Task Trivy_is_looked_for_in_the_folders_given_before_PATH()
    {
        await File.WriteAllTextAsync(Path.Join(_folder, "trivy"), "", Cancellation);

        using var found = await FindAsync([_folder]);

        Assert.Equal((Path.Join(_folder, "trivy"), "0.44.1"), (found.Path, found.Version));
    }

    [Fact]
    public async Task No_Trivy_is_told_with_where_it_was_looked_for()
    {
        _processes.Answer("trivy", [], new FakeAnswer { Does = (i, _) => throw new ProcessStartException(i.Program, new FileNotFoundException("no such file")) });

        var problem = await Assert.ThrowsAsync<ProblemException>(() => FindAsync(["/nowhere"]));

        Assert.Equal(
            """
            error SW0601: Trivy is needed, and there is none
              looked for: /nowhere/trivy, trivy on PATH
              try: install Trivy, or set SLIPWAY_TRIVY to its path
            """,
            problem.Message);
        Assert.Equal(ExitCodes.ToolIsMissing, problem.ExitCode);
    }

    private static string Recorded(string name) => Path.Join(AppContext.BaseDirectory, "Trivy", "Recorded", name);

    private static string ReportOf(ProcessInvocation call) => call.Arguments.SkipWhile(a => a != "--output").ElementAt(1);

    private static FakeAnswer Writes(string recording) => new()
    {
        Does = (call, _) =>
        {
            File.Copy(Recorded(recording), ReportOf(call));
            return Task.CompletedTask;
        },
    };

    private async Task<ScanResult> ScanAsync(ScanOptions options)
    {
        using var trivy = await FindAsync();
        return await trivy.ScanImageAsync("vuln:1", options, Cancellation);
    }

    private Task<TrivyCli> FindAsync(IReadOnlyList<string>? folders = null) =>
        TrivyCli.FindAsync(_processes, _client, new Dictionary<string, string>(StringComparer.Ordinal), folders, _clock, Cancellation);

    private void WriteDatabase(string updated, string next)
    {
        var folder = Directory.CreateDirectory(Path.Join(_folder, "db")).FullName;
        File.WriteAllText(Path.Join(folder, "trivy.db"), "");
        File.WriteAllText(Path.Join(folder, "metadata.json"), $$"""{"Version":2,"UpdatedAt":"{{updated}}","NextUpdate":"{{next}}"}""");
    }
}
