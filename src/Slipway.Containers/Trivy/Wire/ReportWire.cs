namespace Slipway.Containers.Trivy.Wire;

/// <summary>A report of schema version 2.</summary>
internal sealed record ReportWire
{
    public int SchemaVersion { get; set; }

    public About? Metadata { get; set; }

    public Result[]? Results { get; set; }

    internal sealed record About
    {
        public string? ImageID { get; set; }

        public string[]? DiffIDs { get; set; }
    }

    // Where in the image it is from.
    internal sealed record Origin
    {
        public string? DiffID { get; set; }
    }

    internal sealed record Result
    {
        public string? Target { get; set; }

        public Vulnerability[]? Vulnerabilities { get; set; }

        public Secret[]? Secrets { get; set; }

        public Misconfiguration[]? Misconfigurations { get; set; }
    }

    internal sealed record Vulnerability
    {
        public string? VulnerabilityID { get; set; }

        public string? PkgName { get; set; }

        public string? PkgPath { get; set; }

        public string? InstalledVersion { get; set; }

        public string? FixedVersion { get; set; }

        public string? Title { get; set; }

        public string? Severity { get; set; }

        public Origin? Layer { get; set; }
    }

    internal sealed record Secret
    {
        public Origin? Layer { get; set; }

        public string? RuleID { get; set; }

        public string? Title { get; set; }

        public string? Severity { get; set; }

        public int StartLine { get; set; }
    }

    internal sealed record Misconfiguration
    {
        public string? ID { get; set; }

        public string? Title { get; set; }

        public string? Message { get; set; }

        public string? Resolution { get; set; }

        public string? Severity { get; set; }

        public string? Status { get; set; }

        public Cause? CauseMetadata { get; set; }
    }

    internal sealed record Cause
    {
        public int StartLine { get; set; }
    }
}
