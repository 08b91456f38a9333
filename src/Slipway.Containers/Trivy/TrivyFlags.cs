namespace Slipway.Containers.Trivy;

/// <summary>What this Trivy's flags are called: they were renamed over time, and not every build tells its version.</summary>
/// <param name="Help">What <c>trivy image --help</c> says.</param>
internal sealed record TrivyFlags(string Help)
{
    /// <summary>The scanner of settings: <c>misconfig</c>, formerly <c>config</c>.</summary>
    public string Misconfiguration => Help.Contains("misconfig", StringComparison.Ordinal) && ScannersHave("misconfig") ? "misconfig" : "config";

    /// <summary>The flag that lists scanners: <c>--scanners</c>, formerly <c>--security-checks</c>.</summary>
    public string Scanners => Has("--scanners") ? "--scanners" : "--security-checks";

    /// <summary>The flag that keeps the checks as they are: <c>--skip-check-update</c>, formerly <c>--skip-policy-update</c>.</summary>
    public string SkipCheckUpdate => Has("--skip-check-update") ? "--skip-check-update" : "--skip-policy-update";

    public bool Has(string flag) => Help.Contains(flag + " ", StringComparison.Ordinal) || Help.Contains(flag + "\n", StringComparison.Ordinal);

    private bool ScannersHave(string name) => Help.Split('\n')
        .Any(line => line.Contains(Scanners + " ", StringComparison.Ordinal) && line.Contains(name, StringComparison.Ordinal));
}
