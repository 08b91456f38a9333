namespace Slipway.Containers.Tests.Compose;

public sealed class ExtendingServices
{
    [Fact]
    public void A_service_is_laid_over_the_one_that_it_extends()
    {
        var web = ComposeFixture.Load("""
            services:
              base: { image: x, environment: [A=1, B=2], command: [a], ports: ["80:80"], profiles: [never] }
              web: { extends: base, environment: { B: 3 }, command: [b], profiles: !reset [] }
            """).Services["web"];

        Assert.Equal("x", web.Image);
        Assert.Equal(["A=1", "B=3"], web.Environment.Select(pair => $"{pair.Key}={pair.Value}").ToList());
        Assert.Equal(["b"], web.Command);
        Assert.Equal([80], web.Ports.Select(port => port.Target).ToList());
        Assert.Empty(web.Profiles);
    }

    [Fact]
    public void Paths_of_another_file_start_at_that_file()
    {
        using var fixture = new ComposeFixture();
        fixture.Write("compose.yaml", "services:\n  web:\n    extends: { file: common/base.yaml, service: base }\n");
        fixture.Write("common/base.yaml", "services:\n  base: { extends: root, build: ./app, volumes: ['./data:/data'] }\n  root: { env_file: root.env }\n");
        fixture.Write("common/root.env", "FROM_ROOT=1\n");

        var project = fixture.Load(new() { ProjectFolder = "" });

        var web = project.Services["web"];
        Assert.Equal(Path.Combine(fixture.Folder, "common", "app"), web.Build!.Context);
        Assert.Equal(Path.Combine(fixture.Folder, "common", "data"), web.Volumes[0].Source);
        Assert.Equal("1", web.AllVariables["FROM_ROOT"]);
        Assert.Equal("common/base.yaml:2:50", web.Volumes[0].Place.ToString());
        Assert.Equal(
            ["compose.yaml", "common/base.yaml"],
            project.AllFiles.Select(file => Path.GetRelativePath(fixture.Folder, file)).ToList());
    }

    [Fact]
    public void A_file_that_is_missing_is_told_like_any_other()
    {
        Assert.StartsWith(
            "error SW0202: 'none.yaml' cannot be read\n",
            ComposeFixture.Problems("services:\n  web: { image: x, extends: { file: none.yaml, service: a } }\n"),
            StringComparison.Ordinal);
    }
}
