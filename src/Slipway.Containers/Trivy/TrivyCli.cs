using System.Text.Json;
using System.Text.RegularExpressions;
using Slipway.Containers.Engine;
using Slipway.Containers.Trivy.Wire;
using Slipway.Processes;

namespace Slipway.Containers.Trivy;

/// <summary>Scans images of an engine by Trivy, the real program.</summary>
public sealed partial class TrivyCli : IDisposable
{
    private readonly IProcessRunner _processes;
    private readonly EngineClient _engine;
    private readonly TrivyFlags _flags;
    private readonly TimeProvider _time;

    // Trivy locks its cache: a second one beside it waits, or gives up, depending on its version.
    private readonly SemaphoreSlim _turn;
    private readonly Dictionary<string, DatabaseState> _databases;

    private TrivyCli(IProcessRunner processes, EngineClient engine, string path, string version, TrivyFlags flags, TimeProvider time)
    {
        _turn = new SemaphoreSlim(1, 1);
        _databases = new Dictionary<string, DatabaseState>(StringComparer.Ordinal);
        _processes = processes;
        _engine = engine;
        Path = path;
        Version = version;
        _flags = flags;
        _time = time;
    }

    private TrivyCli(TrivyCli other, IProcessRunner processes)
    {
        _processes = processes;
        _engine = other._engine;
        _flags = other._flags;
        _time = other._time;
        _turn = other._turn;
        _databases = other._databases;
        Path = other.Path;
        Version = other.Version;
    }

    /// <summary>The program.</summary>
    public string Path { get; }

    /// <summary>What it says its version is; builds of others say <c>dev</c>.</summary>
    public string Version { get; }

    /// <summary>Finds Trivy: <c>SLIPWAY_TRIVY</c>, else in one of <paramref name="folders"/>, else on <c>PATH</c>.</summary>
    /// <param name="processes">Starts it.</param>
    /// <param name="engine">The engine that has the images.</param>
    /// <param name="environment">The environment variables to go by.</param>
    /// <param name="folders">Where it may lie beside the folders of <c>PATH</c>.</param>
    /// <param name="time">Judges the age of databases; the system's clock unless given.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="ProblemException">There is none (exit code <see cref="ExitCodes.ToolIsMissing"/>).</exception>
    public static async Task<TrivyCli> FindAsync(
        IProcessRunner processes,
        EngineClient engine,
        IReadOnlyDictionary<string, string> environment,
        IReadOnlyList<string>? folders = null,
        TimeProvider? time = null,
        CancellationToken cancellationToken = default)
    {
        var named = environment.GetValueOrDefault("SLIPWAY_TRIVY") is { Length: > 0 } value ? value : null;
        var candidates = (folders ?? []).Select(f => System.IO.Path.Join(f, OperatingSystem.IsWindows() ? "trivy.exe" : "trivy")).ToList();
        var path = named ?? candidates.Find(File.Exists) ?? "trivy";
        try
        {
            // Half a second each: side by side.
            var asksVersion = processes.RunAsync(new ProcessInvocation { Program = path, Arguments = ["--version"], Timeout = TimeSpan.FromMinutes(1) }, cancellationToken);
            var asksHelp = processes.RunAsync(new ProcessInvocation { Program = path, Arguments = ["image", "--help"], Timeout = TimeSpan.FromMinutes(1) }, cancellationToken);
            var version = await asksVersion;
            var help = await asksHelp;
            var match = VersionLine.Match(version.StandardOutput);
            if (!version.Succeeded || !help.Succeeded || !match.Success)
                throw TrivyProblems.NotTrivy(path, version.Output.Select(l => l.Text.Trim()).FirstOrDefault(t => t.Length > 0) ?? $"exit code {version.ExitCode}");
            return new TrivyCli(processes, engine, path, match.Groups["version"].Value, new TrivyFlags(help.StandardOutput), time ?? TimeProvider.System);
        }
        catch (ProcessStartException)
        {
            throw TrivyProblems.NotFound(named is null ? [.. candidates, "trivy on PATH"] : [$"{named}, which SLIPWAY_TRIVY names"]);
        }
    }

    /// <summary>
    /// The same Trivy, its programs started by another runner: each node of a run has its own log. What is known of
    /// databases is shared, so that a download that failed is not tried again. Only the first is to be disposed.
    /// </summary>
    /// <param name="processes">Starts it.</param>
    public TrivyCli By(IProcessRunner processes) => new(this, processes);

    /// <summary>Scans one image for vulnerabilities, secrets and misconfigurations.</summary>
    /// <remarks>
    /// Where no vulnerability database can be had, secrets and misconfigurations are scanned alone, and
    /// <see cref="ScanResult.Database"/> says so: whoever reports the result must report that too.
    /// </remarks>
    /// <param name="image">A reference or an id.</param>
    /// <param name="options">What to look for.</param>
    /// <param name="cancellationToken">Stops the scan.</param>
    /// <returns>What was found. Findings are a result, not an exception.</returns>
    /// <exception cref="ProblemException">Trivy could not scan the image.</exception>
    public async Task<ScanResult> ScanImageAsync(string image, ScanOptions options, CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var database = await DatabaseAsync(options, cancellationToken);
            Prepare(options.ReportPath);
            await RunAsync(image, ImageArguments(image, options, database), options, cancellationToken);
            var (imageId, layers, findings) = await TrivyReport.ReadAsync(options.ReportPath, cancellationToken);
            await RefuseForeignAsync(image, imageId, layers, options.ReportPath, cancellationToken);
            if (options.DockerfilePath is { } dockerfile)
                findings = [.. findings, .. await ScanDockerfileAsync(image, dockerfile, options, cancellationToken)];
            var worstFirst = findings.OrderByDescending(f => f.Severity).ThenBy(f => f.Kind).ThenBy(f => f.Package, StringComparer.Ordinal).ThenBy(f => f.Id, StringComparer.Ordinal);
            return new ScanResult(image, imageId, [.. worstFirst], database, options.ReportPath);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private static void Prepare(string report)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(report))!);
        // A report of before must not be taken for this scan's.
        File.Delete(report);
    }

    private List<string> ImageArguments(string image, ScanOptions options, DatabaseState database)
    {
        string[] scanners = database.IsUsed ? ["vuln", "secret", _flags.Misconfiguration] : ["secret", _flags.Misconfiguration];
        List<string> arguments = ["image", _flags.Scanners, string.Join(',', scanners)];
        AddIf(arguments, _flags.Has("--image-config-scanners"), "--image-config-scanners", $"{_flags.Misconfiguration},secret");
        // Never fetched from a registry instead: what is scanned is what the engine has.
        AddIf(arguments, _flags.Has("--image-src"), "--image-src", "docker");
        // The database was seen to before.
        arguments.Add("--skip-db-update");
        AddIf(arguments, options.Offline && _flags.Has("--skip-java-db-update"), "--skip-java-db-update");
        AddIf(arguments, options.Offline && _flags.Has("--offline-scan"), "--offline-scan");
        AddIf(arguments, options.IgnoreUnfixed && database.IsUsed, "--ignore-unfixed");
        AddShared(arguments, options, options.ReportPath);
        arguments.Add(image);
        return arguments;
    }

    private async Task<IReadOnlyList<ScanFinding>> ScanDockerfileAsync(string image, string dockerfile, ScanOptions options, CancellationToken cancellationToken)
    {
        var report = System.IO.Path.ChangeExtension(options.ReportPath, ".dockerfile.json");
        Prepare(report);
        List<string> arguments = ["config"];
        AddShared(arguments, options, report);
        arguments.Add(dockerfile);
        await RunAsync(image, arguments, options, cancellationToken);
        var (_, _, findings) = await TrivyReport.ReadAsync(report, cancellationToken);
        return [.. findings.Select(f => f with { Target = dockerfile })];
    }

    private void AddShared(List<string> arguments, ScanOptions options, string report)
    {
        AddIf(arguments, options.Offline && _flags.Has(_flags.SkipCheckUpdate), _flags.SkipCheckUpdate);
        if (options.Severity > Severity.Unknown)
            arguments.AddRange(["--severity", string.Join(',', Enum.GetValues<Severity>().Where(s => s >= options.Severity).Select(s => s.ToString().ToUpperInvariant()))]);
        if (options.IgnoreFile is { } ignore)
            arguments.AddRange(["--ignorefile", ignore]);
        arguments.AddRange(["--cache-dir", options.CacheFolder, "--quiet", "--format", "json", "--output", report]);
    }

    private static void AddIf(List<string> arguments, bool condition, params ReadOnlySpan<string> added)
    {
        if (condition)
            arguments.AddRange(added);
    }

    private async Task RunAsync(string image, List<string> arguments, ScanOptions options, CancellationToken cancellationToken)
    {
        var command = new ProcessInvocation { Program = Path, Arguments = arguments, Environment = Environment(), Timeout = options.Timeout };
        ProcessResult result;
        try
        {
            result = await _processes.RunAsync(command, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw TrivyProblems.TooSlow(image, options.Timeout);
        }

        if (result.Succeeded)
            return;
        // Some builds end without a word. The usual reason can be asked for.
        var likely = await _engine.InspectImageAsync(image, cancellationToken) is null ? $"the engine at {_engine.Endpoint} has no such image" : null;
        throw TrivyProblems.Failed(image, command, result.ExitCode, Lines(result), likely);
    }

    private Dictionary<string, string?> Environment()
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["DOCKER_HOST"] = _engine.Endpoint.Address, ["DOCKER_CONTEXT"] = null };
        if (_engine.Endpoint.Tls is { } tls)
        {
            environment["DOCKER_CERT_PATH"] = System.IO.Path.GetDirectoryName(tls.AuthorityFile);
            environment["DOCKER_TLS_VERIFY"] = tls.Verify ? "1" : null;
        }

        return environment;
    }

    /// <summary>Sees to the database once for each cache folder.</summary>
    private async Task<DatabaseState> DatabaseAsync(ScanOptions options, CancellationToken cancellationToken)
    {
        if (_databases.TryGetValue(options.CacheFolder, out var known))
            return known;
        var state = await SeeToDatabaseAsync(options, cancellationToken);
        _databases[options.CacheFolder] = state;
        return state;
    }

    private async Task<DatabaseState> SeeToDatabaseAsync(ScanOptions options, CancellationToken cancellationToken)
    {
        var present = ReadMetadata(options.CacheFolder);
        if (present?.NextUpdate > _time.GetUtcNow())
            return new DatabaseState(IsUsed: true, present.UpdatedAt, "");
        if (options.Offline)
        {
            return present is null
                ? new DatabaseState(IsUsed: false, Updated: null, $"there is no database in {options.CacheFolder}, and none may be downloaded (offline)")
                : new DatabaseState(IsUsed: true, present.UpdatedAt, "none may be downloaded (offline)");
        }

        var reason = await DownloadAsync(options, cancellationToken);
        var now = ReadMetadata(options.CacheFolder);
        return now is null
            ? new DatabaseState(IsUsed: false, Updated: null, $"there is no database in {options.CacheFolder}, and its download failed: {(reason.Length == 0 ? "it is not there afterwards" : reason)}")
            : new DatabaseState(IsUsed: true, now.UpdatedAt, reason.Length == 0 ? "" : $"its update failed: {reason}");
    }

    private async Task<string> DownloadAsync(ScanOptions options, CancellationToken cancellationToken)
    {
        try
        {
            var result = await _processes.RunAsync(
                new ProcessInvocation { Program = Path, Arguments = ["image", "--download-db-only", "--no-progress", .. options.DatabaseRepository is { } repository ? (string[])["--db-repository", repository] : [], "--cache-dir", options.CacheFolder], Timeout = options.Timeout }, cancellationToken);
            if (result.Succeeded)
                return "";
            // Some builds end without a word of why.
            var told = result.Output.LastOrDefault(l => l.Text.Contains("FATAL", StringComparison.Ordinal) || l.Text.Contains("ERROR", StringComparison.Ordinal));
            return told.Text is { } text ? LogPrefix.Replace(text, "").Trim() : $"exit code {result.ExitCode}{(Lines(result) is [.., var last] ? $" after '{last}'" : "")}";
        }
        catch (TimeoutException)
        {
            return $"no end within {options.Timeout.TotalMinutes:0.#} min";
        }
    }

    private static DatabaseWire? ReadMetadata(string cacheFolder)
    {
        var folder = System.IO.Path.Join(cacheFolder, "db");
        try
        {
            return File.Exists(System.IO.Path.Join(folder, "trivy.db"))
                ? JsonSerializer.Deserialize(File.ReadAllBytes(System.IO.Path.Join(folder, "metadata.json")), TrivyJson.Default.DatabaseWire)
                : null;
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }

    // "2026-11-21T11:04:24.919Z\t\x1b[34mINFO\x1b[0m\tDownloading DB..." is "Downloading DB..." to people.
    private static IReadOnlyList<string> Lines(ProcessResult result) =>
        [.. result.Output.Select(l => LogPrefix.Replace(l.Text, "").Trim()).Where(t => t.Length > 0)];

    [GeneratedRegex(@"^(Version: ?)?(?<version>v?\d+\.\d+[^\s]*|dev)\s*$", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex VersionLine { get; }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\S+\s+(\x1b\[\d{1,3}m)?[A-Z]+(\x1b\[\d{1,3}m)?\s+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex LogPrefix { get; }
}
