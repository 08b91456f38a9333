using System.Text.Json;

namespace EndToEnd;

public sealed class ScanningImages(Machine machine)
{
    // One package of Alpine's, in the format of its package manager, that the fixtures' database knows a finding of.
    private const string Installed = "C:Q1AAAAAAAAAAAAAAAAAAAAAAAAAAA=\nP:busybox\nV:1.37.0-r9\nA:x86_64\nS:1\nI:1\nT:tools\nU:https://example.invalid\nL:GPL-2.0-only\no:busybox\n\n";

    [Fact]
    public async Task A_finding_of_the_severity_fails_the_scan_and_is_named()
    {
        await using var project = machine.NewProject("scan");
        WriteAlpine(project);
        project.UseScanDatabase();

        var run = (await project.RunAsync("ScanImages", "--severity", "high")).FailsWith(1);

        Assert.Equal(
            """
            error SW0705: image 'web' has 1 findings of severity High or worse
              stacks/STACK/web/Dockerfile:2:1 High CVE-2099-0004 busybox 1.37.0-r9, mended in 1.99.0-r0: busybox: toy high
              report: .nuke/temp/reports/scan/STACK/web.json
              try: update the base or the packages that it names; accept what is known in .trivyignore (ID exp:YYYY-MM-DD), or raise --severity
              log: .nuke/temp/logs/ScanImages_web.log
            """,
            run.Problem);
    }

    [Fact]
    public async Task Below_the_severity_the_scan_passes_and_its_report_is_kept()
    {
        await using var project = machine.NewProject("passes");
        WriteAlpine(project);
        project.UseScanDatabase();

        var run = (await project.RunAsync("ScanImages", "--severity", "critical")).Succeeds();
        var again = (await project.RunAsync("ScanImages", "--severity", "critical")).Succeeds();
        var stricter = (await project.RunAsync("ScanImages", "--severity", "high")).FailsWith(1);

        Assert.StartsWith("done: 1 high", run.Summary["ScanImages:web"], StringComparison.Ordinal);
        Assert.StartsWith("up to date: scanned within a day: 1 high", again.Summary["ScanImages:web"], StringComparison.Ordinal);
        Assert.StartsWith("error SW0705: ", stricter.Problem, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(project.Folder, ".nuke", "temp", "reports", "scan", project.StackName, "web.json"), TestContext.Current.CancellationToken));
        Assert.Contains(
            "CVE-2099-0004",
            report.RootElement.GetProperty("Results").EnumerateArray().SelectMany(result => result.TryGetProperty("Vulnerabilities", out var found) ? found.EnumerateArray() : []).Select(found => found.GetProperty("VulnerabilityID").GetString()));
    }

    [Fact]
    public async Task Without_a_database_the_run_says_that_vulnerabilities_were_not_scanned()
    {
        await using var project = machine.NewProject("nodb");
        WriteAlpine(project);
        project.CutOff();

        var run = (await project.RunAsync("ScanImages")).Succeeds();

        Assert.Contains("vulnerabilities NOT scanned: there is no database in FOLDER/.nuke/temp/trivy", Assert.Single(run.Lines("warn ")), StringComparison.Ordinal);
        Assert.EndsWith("; vulnerabilities NOT scanned", run.Summary["ScanImages:web"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_Trivy_is_told_with_the_option_that_installs_it()
    {
        await using var project = machine.NewProject("trivy");
        WriteAlpine(project);
        project.Environment["SLIPWAY_TRIVY"] = null;
        Assert.SkipWhen((Machine.Variables.GetValueOrDefault("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "trivy"))), "there is a Trivy on PATH");

        var run = (await project.RunAsync("ScanImages")).FailsWith(3);

        Assert.Equal(
            """
            error SW0706: scanning needs 'trivy', and it is not there
              looked for: SLIPWAY_TRIVY, .nuke/temp/tools, PATH
              try: add --install-tools to have Slipway install it, or --skip ScanImages
              log: .nuke/temp/logs/PrepareTrivy.log
            """,
            run.Problem);
    }

    [Fact]
    public async Task What_is_accepted_passes_until_its_last_day_and_stays_in_the_reports()
    {
        await using var project = machine.NewProject("accepted");
        WriteAlpine(project);
        project.UseScanDatabase();
        project.Write(".trivyignore", "CVE-2099-0004 exp:2000-01-01\n");
        var ended = (await project.RunAsync("ScanImages", "--severity", "high")).FailsWith(1);
        project.Write(".trivyignore", "CVE-2099-0004 exp:2999-01-01\n");

        var run = (await project.RunAsync("ScanImages", "--severity", "high")).Succeeds();

        Assert.Contains("CVE-2099-0004 is accepted no longer: stacks/STACK/.trivyignore:1 ended on 2000-01-01", Assert.Single(ended.Lines("warn ")), StringComparison.Ordinal);
        Assert.StartsWith("done: 3 low, 1 accepted", run.Summary["ScanImages:web"], StringComparison.Ordinal);
        using var summary = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(project.Folder, ".nuke", "temp", "reports", "scan", project.StackName + ".json"), TestContext.Current.CancellationToken));
        Assert.Equal("2999-01-01", summary.RootElement.GetProperty("images")[0].GetProperty("accepted")[0].GetProperty("until").GetString());
    }

    [Fact]
    public async Task One_log_has_the_findings_of_all_images_at_the_lines_that_brought_them()
    {
        await using var project = machine.NewProject("sarif");
        WriteAlpine(project);
        project.UseScanDatabase();

        (await project.RunAsync("ScanImages", "--severity", "high")).FailsWith(1);

        using var log = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(project.Folder, ".nuke", "temp", "reports", "scan", project.StackName + ".sarif"), TestContext.Current.CancellationToken));
        var result = log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Single(one => one.GetProperty("ruleId").GetString() == "CVE-2099-0004");
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal($"stacks/{project.StackName}/web/Dockerfile", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(2, place.GetProperty("region").GetProperty("startLine").GetInt32());
    }

    [Fact]
    public async Task A_report_that_was_written_over_is_not_taken_for_the_images()
    {
        await using var project = machine.NewProject("foreign");
        WriteAlpine(project);
        project.UseScanDatabase();
        (await project.RunAsync("ScanImages", "--severity", "critical")).Succeeds();
        var report = Path.Combine(project.Folder, ".nuke", "temp", "reports", "scan", project.StackName, "web.json");
        await File.WriteAllTextAsync(report, (await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken)).Replace("CVE-2099-0004", "CVE-2099-0000", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var run = (await project.RunAsync("ScanImages", "--severity", "critical")).Succeeds();

        Assert.StartsWith("done: 1 high", run.Summary["ScanImages:web"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bill_of_materials_names_the_packages_and_is_kept_for_the_image()
    {
        await using var project = machine.NewProject("sbom");
        WriteAlpine(project);

        (await project.RunAsync("Sbom")).Succeeds();
        var again = (await project.RunAsync("Sbom")).Succeeds();

        Assert.StartsWith("up to date: ", again.Summary["Sbom:web"], StringComparison.Ordinal);
        using var bill = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(project.Folder, ".nuke", "temp", "reports", "sbom", project.StackName, "web.cdx.json"), TestContext.Current.CancellationToken));
        Assert.Equal("CycloneDX", bill.RootElement.GetProperty("bomFormat").GetString());
        Assert.Contains("busybox", bill.RootElement.GetProperty("components").EnumerateArray().Select(component => component.GetProperty("name").GetString()));
    }

    private static void WriteAlpine(Project project)
    {
        project.WriteSmallStack();
        project.Write("web/Dockerfile", "FROM scratch\nCOPY . /\nUSER 1000\n");
        project.Write("web/etc/alpine-release", "3.21.0\n");
        project.Write("web/etc/os-release", "ID=alpine\nVERSION_ID=3.21.0\n");
        project.Write("web/lib/apk/db/installed", Installed);
    }
}
