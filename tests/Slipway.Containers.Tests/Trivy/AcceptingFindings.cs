using Slipway.Containers.Trivy;

namespace Slipway.Containers.Tests.Trivy;

public sealed class AcceptingFindings
{
    private static readonly DateTimeOffset Now = new(2030, 6, 15, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("CVE-2099-0001", "CVE-2099-0001", true)]
    [InlineData("CVE-2099-0001 # why", "CVE-2099-0001", true)]
    [InlineData("CVE-2099-0001 exp:2030-06-15", "CVE-2099-0001", true)]
    [InlineData("CVE-2099-0001 exp:2030-06-14", "CVE-2099-0001", false)]
    [InlineData("CVE-2099-0001 exp:2030-06-14\nCVE-2099-0001", "CVE-2099-0001", true)]
    [InlineData("AVD-DS-0002", "DS002", true)]
    [InlineData("DS002", "DS002", true)]
    [InlineData("# CVE-2099-0001", "CVE-2099-0001", false)]
    [InlineData("", "CVE-2099-0001", false)]
    public void A_line_holds_for_its_finding_until_its_day_is_over(string text, string id, bool holds) =>
        Assert.Equal(holds, Load(text).Find(Finding(id), Now) is not null);

    [Fact]
    public void What_held_once_is_known()
    {
        var exceptions = Load("CVE-2099-0001 exp:2030-06-14");

        Assert.Equal(new ScanException("CVE-2099-0001", new DateOnly(2030, 6, 14), new Place(".trivyignore", 1)), exceptions.FindEnded(Finding("CVE-2099-0001"), Now));
        Assert.Null(exceptions.FindEnded(Finding("CVE-2099-0002"), Now));
        Assert.Equal("", exceptions.At(Now));
    }

    [Fact]
    public void Every_line_that_cannot_be_read_is_told()
    {
        var thrown = Assert.Throws<ProblemException>(() => Load("CVE-1 until:friday\nCVE-2\nCVE-3 exp:2030-02-30\n"));

        Assert.Equal(
            """
            error SW0580: 'CVE-1 until:friday' is no exception of a scan
              .trivyignore:1
              try: write an id, and after it, where it shall end, exp:YYYY-MM-DD
            error SW0580: 'CVE-3 exp:2030-02-30' is no exception of a scan
              .trivyignore:3
              try: write an id, and after it, where it shall end, exp:YYYY-MM-DD
            """,
            thrown.Message);
    }

    private static ScanFinding Finding(string id) => new(FindingKind.Vulnerability, id, Severity.High, "", "");

    private static ScanExceptions Load(string text)
    {
        using var folder = new TemporaryFolder();
        return ScanExceptions.Load([folder.Write(".trivyignore", text), Path.Combine(folder.Path, "none")], folder.Path);
    }
}
