namespace Slipway.Containers.Trivy;

/// <summary>What a scan looks for and how.</summary>
public sealed record ScanOptions
{
    /// <summary>The folder for Trivy's databases and memory.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>Where Trivy's JSON report goes; its folder is made.</summary>
    public required string ReportPath { get; init; }

    /// <summary>The lowest severity that is reported. Everything unless set.</summary>
    public Severity Severity { get; init; } = Severity.Unknown;

    /// <summary>Whether vulnerabilities that nothing mends yet are left out.</summary>
    public bool IgnoreUnfixed { get; init; }

    /// <summary>The image that holds the vulnerability database, such as one in a private registry; Trivy's own unless set.</summary>
    public string? DatabaseRepository { get; init; }

    /// <summary>Whether nothing is asked from the internet.</summary>
    public bool Offline { get; init; }

    /// <summary>
    /// The Dockerfile that the image was built from, to be checked too: it tells more misconfigurations than the
    /// image, and their lines. Its report lies beside <see cref="ReportPath"/>, with <c>.dockerfile</c> in the name.
    /// </summary>
    public string? DockerfilePath { get; init; }

    /// <summary>A file with findings to ignore; Trivy's own default, <c>.trivyignore</c> in the folder it runs in, unless set.</summary>
    public string? IgnoreFile { get; init; }

    /// <summary>How long the scan may take. Ten minutes unless set.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);
}
