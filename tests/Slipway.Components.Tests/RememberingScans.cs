namespace Slipway.Components.Tests;

public sealed class RememberingScans
{
    private static readonly Scan Passed = new("sha256:1", "report.json", "no findings");

    [Fact]
    public void An_image_that_passed_is_not_scanned_again_within_a_day()
    {
        using var project = Kept(out var clock);
        clock.Advance(TimeSpan.FromHours(23));

        Assert.Equal(Passed, Memory(project, clock).Find("sha256:1", "report.json", project.Folder, acceptsPartial: true));
    }

    [Fact]
    public void After_a_day_it_is()
    {
        using var project = Kept(out var clock);
        clock.Advance(TimeSpan.FromHours(24));

        Assert.Null(Memory(project, clock).Find("sha256:1", "report.json", project.Folder, acceptsPartial: true));
    }

    [Fact]
    public void Another_image_is()
    {
        using var project = Kept(out var clock);

        Assert.Null(Memory(project, clock).Find("sha256:2", "report.json", project.Folder, acceptsPartial: true));
    }

    [Fact]
    public void Another_question_is()
    {
        using var project = Kept(out var clock);

        Assert.Null(Memory(project, clock, "High all").Find("sha256:1", "report.json", project.Folder, acceptsPartial: true));
    }

    [Fact]
    public void An_image_whose_report_is_gone_is()
    {
        using var project = Kept(out var clock);
        File.Delete(project.PathOf("report.json"));

        Assert.Null(Memory(project, clock).Find("sha256:1", "report.json", project.Folder, acceptsPartial: true));
    }

    [Fact]
    public void An_image_whose_report_is_another_is()
    {
        using var project = Kept(out var clock);
        project.Write("report.json", "{ }");

        Assert.Null(Memory(project, clock).Find("sha256:1", "report.json", project.Folder, acceptsPartial: true));
    }

    [Fact]
    public void A_damaged_file_costs_a_scan()
    {
        using var project = Kept(out var clock);
        project.Write("scans/sha256-1.txt", "Critical all\nyesterday\n");

        Assert.Null(Memory(project, clock).Find("sha256:1", "report.json", project.Folder, acceptsPartial: true));
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public void A_scan_without_a_database_holds_for_an_hour(int minutes, bool holds)
    {
        using var project = Kept(out var clock, hadDatabase: false);
        clock.Advance(TimeSpan.FromMinutes(minutes));

        Assert.Equal(holds ? Passed : null, Memory(project, clock).Find("sha256:1", "report.json", project.Folder, acceptsPartial: true));
    }

    [Fact]
    public void A_scan_without_a_database_never_holds_for_what_is_published()
    {
        using var project = Kept(out var clock, hadDatabase: false);

        Assert.Null(Memory(project, clock).Find("sha256:1", "report.json", project.Folder, acceptsPartial: false));
    }

    private static TestProject Kept(out FakeClock clock, bool hadDatabase = true)
    {
        clock = new FakeClock();
        var project = new TestProject();
        project.Write("report.json", "{}");
        Memory(project, clock).Keep(Passed, project.Folder, hadDatabase);
        return project;
    }

    private static ScanMemory Memory(TestProject project, FakeClock clock, string question = "Critical all") =>
        new(project.PathOf("scans"), question, clock);
}
