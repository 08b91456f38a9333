using Slipway.Containers.Compose;

namespace Slipway.Containers.Tests.Compose;

public sealed class DiscoveringFiles
{
    [Fact]
    public void The_nearest_folder_above_with_a_compose_file_is_the_project()
    {
        using var fixture = new ComposeFixture();
        fixture.Write("docker-compose.yml", "services: {}\n");
        fixture.Write("docker-compose.override.yml", "services: {}\n");
        fixture.Write("deep/er/x", "");

        var options = ComposeDiscovery.Find(Path.Combine(fixture.Folder, "deep", "er"), ComposeFixture.Pairs());

        Assert.Equal(fixture.Folder, options.ProjectFolder);
        Assert.Equal(["docker-compose.yml", "docker-compose.override.yml"], options.Files!.Select(Path.GetFileName));
    }

    [Fact]
    public void COMPOSE_FILE_of_the_environment_or_of_the_env_file_names_the_files()
    {
        using var fixture = new ComposeFixture();
        fixture.Write("a.yaml", "services: {}\n");
        fixture.Write("sub/b.yaml", "services: {}\n");
        fixture.Write(".env", "COMPOSE_FILE=sub/b.yaml,a.yaml\nCOMPOSE_PATH_SEPARATOR=,\n");

        var byFile = ComposeDiscovery.Find(fixture.Folder, ComposeFixture.Pairs());
        var byEnvironment = ComposeDiscovery.Find(fixture.Folder, ComposeFixture.Pairs(("COMPOSE_FILE", "a.yaml")));

        Assert.Equal(["b.yaml", "a.yaml"], byFile.Files!.Select(Path.GetFileName));
        Assert.Equal(Path.Combine(fixture.Folder, "sub"), byFile.ProjectFolder);
        Assert.Equal(["a.yaml"], byEnvironment.Files!.Select(Path.GetFileName));
    }

    [Fact]
    public void Names_on_the_command_line_start_at_the_working_folder_whatever_the_project_folder_is()
    {
        using var fixture = new ComposeFixture();
        fixture.Write("here/a.yaml", "services:\n  web: { build: app }\n");
        fixture.Write("here/one.env", "A=1\n");

        var options = ComposeDiscovery.Find(
            Path.Combine(fixture.Folder, "here"), ComposeFixture.Pairs(), files: ["a.yaml"], projectFolder: "../there", environmentFiles: ["one.env"]);
        var project = ComposeLoader.Load(options);

        Assert.Equal(Path.Combine(fixture.Folder, "there", "app"), project.Services["web"].Build!.Context);
        Assert.Equal([Path.Combine(fixture.Folder, "here", "one.env")], project.EnvironmentFiles);
        Assert.Equal("there", project.Name);
    }
}
