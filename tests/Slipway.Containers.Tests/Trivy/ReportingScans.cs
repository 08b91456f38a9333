using System.Text.Json;
using Slipway.Containers.Engine;
using Slipway.Containers.Tests.Stacks;
using Slipway.Containers.Trivy;

namespace Slipway.Containers.Tests.Trivy;

public sealed class ReportingScans
{
    private static readonly ScanFinding Old = new(FindingKind.Vulnerability, "CVE-2099-0001", Severity.Critical, "a <weakness>", "web (debian 12)") { Package = "openssl", Installed = "1", Fixed = "2", Layer = "sha256:b1" };

    [Theory]
    [InlineData("sha256:b1", 1)]
    [InlineData("sha256:b2", 1)]
    [InlineData("sha256:o1", 2)]
    [InlineData("sha256:o2", 3)]
    [InlineData("sha256:o3", 6)]
    [InlineData("sha256:unknown", 1)]
    [InlineData("", 1)]
    public void A_finding_is_of_the_line_that_brought_its_layer(string layer, int line)
    {
        using var stack = new StackFixture().WithWeb("FROM alpine:3.21 AS lower\nRUN apk add openssl\nCOPY a /a\nENV A=b\nFROM lower\nWORKDIR /srv\nUSER app\n").With("web/a", "");
        var image = stack.Load().Images[0];
        var built = new ImageDetails("sha256:w") { Layers = ["sha256:b1", "sha256:b2", "sha256:o1", "sha256:o2", "sha256:o3"] };
        var below = new ImageDetails("sha256:b") { Layers = ["sha256:b1", "sha256:b2"] };

        Assert.Equal($"stacks/shop/web/Dockerfile:{line}:1", new FindingPlaces(image, built, below).Of(Old with { Layer = layer }).ToString());
    }

    [Fact]
    public void The_log_of_a_stack_has_a_place_and_a_fingerprint_for_each_finding()
    {
        var run = JsonDocument.Parse(ScanSarif.Of([Image("api", 1), Image("web", 7)])).RootElement.GetProperty("runs")[0];

        var results = run.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(["CVE-2099-0001"], run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()));
        Assert.Equal(["Image 'api': openssl 1: a <weakness>", "Image 'web': openssl 1: a <weakness>"], results.Select(result => result.GetProperty("message").GetProperty("text").GetString()));
        Assert.Equal([1, 7], results.Select(result => result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32()));
        Assert.Equal(2, results.Select(result => result.GetProperty("partialFingerprints").GetProperty("slipwayFinding/v1").GetString()).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_fingerprint_stays_when_versions_and_layers_change()
    {
        Assert.Equal(ScanSarif.FingerprintOf("web", Old), ScanSarif.FingerprintOf("web", Old with { Installed = "1.1", Layer = "sha256:x", Title = "another", Target = "web (debian 13)" }));
        Assert.NotEqual(ScanSarif.FingerprintOf("web", Old), ScanSarif.FingerprintOf("web", Old with { Package = "libssl" }));
    }

    [Fact]
    public void The_page_shows_what_is_accepted_and_writes_texts_as_they_are()
    {
        var page = ScanSummary.Html("shop", [Image("web", 1) with { Accepted = [(Old with { Id = "CVE-2099-0002" }, new ScanException("CVE-2099-0002", new DateOnly(2031, 1, 1), new Place(".trivyignore", 4)))] }]);

        Assert.Contains("<td>a &lt;weakness&gt;</td><td>web/Dockerfile:1</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td>accepted until 2031-01-01: .trivyignore:4</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_summary_counts_by_severity()
    {
        var image = JsonDocument.Parse(ScanSummary.Json("shop", [Image("web", 1)])).RootElement.GetProperty("images")[0];

        Assert.Equal("""{"critical":1,"high":0,"medium":0,"low":0,"unknown":0}""", JsonSerializer.Serialize(image.GetProperty("counts")));
        Assert.Equal("web/Dockerfile:1", image.GetProperty("findings")[0].GetProperty("place").GetString());
    }

    private static ScannedImage Image(string name, int line) => new(name, "sha256:1", "web.json") { Findings = [(Old, new Place("web/Dockerfile", line))] };
}
