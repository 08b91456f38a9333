using Slipway.Containers.Compose;

namespace Slipway.Containers.Tests.Compose;

public sealed class NamingProjects
{
    [Theory]
    [InlineData(null, null, "", "my_shop10")]
    [InlineData(null, null, "name: Fish.Shop\n", "fishshop")]
    [InlineData(null, null, "name: ${KIND}-shop\n", "test-shop")]
    [InlineData(null, null, "name: ''\n", "my_shop10")]
    [InlineData(null, "given", "name: other\n", "given")]
    [InlineData("option", "given", "name: other\n", "option")]
    public void The_first_that_is_set_counts(string? option, string? variable, string line, string expected)
    {
        using var folder = new TemporaryFolder();
        folder.Write("-My_Shop 1.0/compose.yaml", line + "services: {web: {image: 'x:${COMPOSE_PROJECT_NAME}'}}\n");
        (string, string)[] environment = variable is null ? [("KIND", "test")] : [("COMPOSE_PROJECT_NAME", variable)];

        var project = ComposeLoader.Load(new ComposeOptions
        {
            ProjectFolder = Path.Combine(folder.Path, "-My_Shop 1.0"),
            ProjectName = option,
            Environment = ComposeFixture.Pairs(environment),
        });

        Assert.Equal((expected, $"x:{expected}"), (project.Name, project.Services["web"].Image));
    }

    [Fact]
    public void A_given_name_must_be_allowed_as_it_is()
    {
        using var fixture = new ComposeFixture();
        fixture.Write("compose.yaml", "services: {web: {image: x}}");
        fixture.Write(".env", "\nCOMPOSE_PROJECT_NAME=Foo.X\n");

        var problems = Assert.Throws<ProblemException>(() => fixture.Load(new() { ProjectFolder = "" })).Message;

        Assert.Equal(
            """
            error SW0227: project name 'Foo.X' is not allowed
              .env:2
              try: 'foox' (a-z, 0-9, - and _, starting with a letter or digit)
            """,
            problems);
    }
}
