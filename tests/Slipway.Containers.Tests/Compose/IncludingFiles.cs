namespace Slipway.Containers.Tests.Compose;

public sealed class IncludingFiles
{
    [Fact]
    public void An_included_file_brings_its_resources_paths_and_variables()
    {
        using var fixture = new ComposeFixture();
        fixture.Write("compose.yaml", "include: [db/compose.yaml]\nservices:\n  web: { image: 'w:${TAG:-none}', depends_on: [db] }\n");
        fixture.Write("db/compose.yaml", "services:\n  db: { image: 'd:${TAG}', volumes: ['./init:/init', 'data:/data'] }\nvolumes: { data: }\n");
        fixture.Write("db/.env", "TAG=15\n");

        var project = fixture.Load(new() { ProjectFolder = "", ProjectName = "shop" });

        Assert.Equal("w:none", project.Services["web"].Image);
        Assert.Equal("d:15", project.Services["db"].Image);
        Assert.Equal(Path.Combine(fixture.Folder, "db", "init"), project.Services["db"].Volumes[0].Source);
        Assert.Equal("shop_data", project.Volumes["data"].Name);
    }

    [Fact]
    public void The_long_form_names_folder_files_and_variables()
    {
        using var fixture = new ComposeFixture();
        fixture.Write("compose.yaml", "include:\n  - path: [a/one.yaml, a/two.yaml]\n    project_directory: other\n    env_file: my.env\nservices: {}\n");
        fixture.Write("a/one.yaml", "services:\n  x: { image: '${A}', build: . }\n");
        fixture.Write("a/two.yaml", "services:\n  x: { user: two }\n");
        fixture.Write("my.env", "A=mine\n");

        var service = fixture.Load(new() { ProjectFolder = "" }).Services["x"];

        Assert.Equal(("mine", "two"), (service.Image, service.User));
        Assert.Equal(Path.Combine(fixture.Folder, "other"), service.Build!.Context);
    }

    [Fact]
    public void What_both_files_have_and_say_differently_is_a_conflict()
    {
        using var fixture = new ComposeFixture();
        fixture.Write("compose.yaml", "include: [b.yaml]\nservices:\n  web: { image: x }\n");
        fixture.Write("b.yaml", "services:\n  web: { image: y }\n");

        var problem = Assert.Throws<ProblemException>(() => fixture.Load(new() { ProjectFolder = "" })).Message;

        Assert.Equal(
            """
            error SW0244: 'services.web' is in the file that is included too, and says something else there
              compose.yaml:3:3
              b.yaml:2:3  included
              compose.yaml:1:11  the include
              try: give one of them another name
            """,
            problem);
    }

    [Fact]
    public void Files_that_include_each_other_are_told()
    {
        using var fixture = new ComposeFixture();
        fixture.Write("compose.yaml", "include: [b.yaml]\nservices: {}\n");
        fixture.Write("b.yaml", "include: [compose.yaml]\nservices: {}\n");

        var problem = Assert.Throws<ProblemException>(() => fixture.Load(new() { ProjectFolder = "" })).Message;

        Assert.Equal(
            """
            error SW0243: files include each other in a circle: compose.yaml -> b.yaml -> compose.yaml
              b.yaml:1:11
              try: remove one of these
            """,
            problem);
    }
}
