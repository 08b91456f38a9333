using System.Text.Json;
using Slipway.Containers.Linting;

namespace Slipway.Containers.Tests.Linting;

public sealed class WritingFindings
{
    private static readonly LintFinding Finding = new(
        Linter.Rules.First(rule => rule.Id == "SL101"), new Place("my app/Dockerfile", 3, 6), "image 'python' has no version");

    [Fact]
    public void People_read_the_place_the_rule_and_the_fix() => Assert.Equal(
        """
        my app/Dockerfile:3:6: warning SL101: image 'python' has no version
          try: name a version, such as python:3.12-slim, or a digest
        1 warning

        """,
        LintText.Of([Finding]));

    [Fact]
    public void Nothing_found_says_so() => Assert.Equal("nothing to find fault with\n", LintText.Of([]));

    [Fact]
    public void Programs_read_JSON()
    {
        var finding = JsonDocument.Parse(LintJson.Of([Finding])).RootElement[0];

        Assert.Equal("SL101", finding.GetProperty("rule").GetString());
        Assert.Equal("my app/Dockerfile", finding.GetProperty("file").GetString());
        Assert.Equal((3, 6), (finding.GetProperty("line").GetInt32(), finding.GetProperty("column").GetInt32()));
    }

    [Fact]
    public void Code_hosts_read_SARIF()
    {
        var run = JsonDocument.Parse(LintSarif.Of([Finding], "1.2.3")).RootElement.GetProperty("runs")[0];
        var driver = run.GetProperty("tool").GetProperty("driver");
        var result = run.GetProperty("results")[0];
        var location = result.GetProperty("locations")[0].GetProperty("physicalLocation");

        Assert.Equal("1.2.3", driver.GetProperty("version").GetString());
        Assert.Equal("SL101", driver.GetProperty("rules")[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
        Assert.Equal("my%20app/Dockerfile", location.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(3, location.GetProperty("region").GetProperty("startLine").GetInt32());
    }

    [Fact]
    public void Every_rule_has_an_id_a_reason_and_a_fix_of_its_own()
    {
        Assert.Equal(18, Linter.Rules.Select(rule => rule.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.All(Linter.Rules, rule => Assert.EndsWith(".", rule.Why, StringComparison.Ordinal));
        Assert.Equal(18, Linter.Rules.Select(rule => rule.Fix).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Every_rule_has_its_section_in_the_reference()
    {
        var page = File.ReadAllText(RepositoryFolder.Of("docs/reference/lint.md"));

        Assert.All(Linter.Rules, rule => Assert.Contains(
            $"## {rule.Id} {rule.Name}\n\n{rule.Why} {char.ToUpperInvariant(rule.Fix[0])}{rule.Fix[1..]}.\n", page, StringComparison.Ordinal));
    }
}
