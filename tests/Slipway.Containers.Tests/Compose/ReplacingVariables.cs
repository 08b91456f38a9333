namespace Slipway.Containers.Tests.Compose;

public sealed class ReplacingVariables
{
    [Theory]
    [InlineData("$A", "va")]
    [InlineData("${A}", "va")]
    [InlineData("x${A}y$A", "xvayva")]
    [InlineData("$UNSET", "")]
    [InlineData("${UNSET:-d}", "d")]
    [InlineData("${UNSET-d}", "d")]
    [InlineData("${EMPTY:-d}", "d")]
    [InlineData("${EMPTY-d}", "")]
    [InlineData("${A:-d}", "va")]
    [InlineData("${UNSET:-${ALSO:-${A}}}", "va")]
    [InlineData("${UNSET:-{}}", "{}")]
    [InlineData("${UNSET:-a{b}c}", "a{b}c")]
    [InlineData("${UNSET:-}}", "}")]
    [InlineData("${A:+yes}", "yes")]
    [InlineData("${EMPTY:+yes}", "")]
    [InlineData("${EMPTY+yes}", "yes")]
    [InlineData("${UNSET+yes}", "")]
    [InlineData("${A:?needed}", "va")]
    [InlineData("${EMPTY?needed}", "")]
    [InlineData("$$A", "$A")]
    [InlineData("$${A}", "${A}")]
    [InlineData("$$$A", "$va")]
    [InlineData("${UNSET:-$$x}", "$x")]
    [InlineData("$", "$")]
    [InlineData("$1 $- $(date) %$%", "$1 $- $(date) %$%")]
    [InlineData("$A.b", "va.b")]
    public void Each_form_yields_what_compose_makes_of_it(string written, string expected)
    {
        var project = ComposeFixture.Load($"services: {{web: {{image: x, labels: {{l: '{written}'}}}}}}", "A=va\nEMPTY=\n");

        Assert.Equal(expected, project.Services["web"].Labels["l"]);
    }

    [Theory]
    [InlineData("${A")]
    [InlineData("${}")]
    [InlineData("${A B}")]
    [InlineData("${A:x}")]
    [InlineData("${1A}")]
    [InlineData("${A.B}")]
    public void What_cannot_be_read_is_told_with_its_place(string written)
    {
        var problems = ComposeFixture.Problems($"services:\n  web:\n    image: x\n    labels:\n      l: '{written}'\n");

        Assert.Equal(
            """
            error SW0211: the variable in 'services.web.labels.l' cannot be read
              compose.yaml:5:10
              try: write ${NAME}, ${NAME:-default} or ${NAME:?message}, and $$ for a dollar sign
            """,
            problems);
    }

    [Fact]
    public void Required_variables_without_a_value_are_all_told_at_once_with_every_place()
    {
        const string compose = """
            services:
              web:
                image: x
                environment:
                  URL: ${URL:?where the data is}
                  TOKEN: ${TOKEN:?}
              job:
                image: x
                profiles: [jobs]
                environment:
                  - URL=${URL:?where the data is}
            """;

        var problems = ComposeFixture.Problems(compose, "# secrets\nURL=\n");

        Assert.Equal(
            """
            error SW0212: required variable 'URL' is empty
              compose.yaml:5:12  where the data is
              compose.yaml:11:9  where the data is
              .env:2  it is empty here
              try: set URL in .env
            error SW0212: required variable 'TOKEN' is not set
              compose.yaml:6:14
              try: set TOKEN in .env
            """,
            problems);
    }

    [Fact]
    public void A_required_variable_that_the_environment_empties_is_told_so()
    {
        var problems = ComposeFixture.Problems("services: {web: {image: 'x:${TAG:?which one}'}}", "TAG=1\n", ("TAG", ""));

        Assert.Equal(
            """
            error SW0212: required variable 'TAG' is empty
              compose.yaml:1:25  which one
              the environment sets it to nothing, which wins over files
              try: unset TAG in the environment, or give it a value there
            """,
            problems);
    }

    [Fact]
    public void Missing_variables_may_be_allowed()
    {
        using var fixture = new ComposeFixture();
        fixture.Write("compose.yaml", "services: {web: {image: x, ports: ['${PORT:?}:80']}}");

        var project = fixture.Load(new() { ProjectFolder = "", AllowMissingVariables = true });

        Assert.Equal("PORT", Assert.Single(project.Variables).Name);
    }

    [Fact]
    public void The_environment_wins_over_the_file()
    {
        var project = ComposeFixture.Load("services: {web: {image: 'x:${TAG}'}}", "TAG=file\n", ("TAG", "process"));

        Assert.Equal("x:process", project.Services["web"].Image);
    }

    [Fact]
    public void Values_of_variables_do_not_appear_in_messages()
    {
        var problems = ComposeFixture.Problems("services:\n  web:\n    image: x\n    ports: ['${PORT}:80']\n", "PORT=hunter2\n");

        Assert.Equal(
            """
            error SW0219: 'services.web.ports[0]' has '${PORT}:80', which is not a port such as "8080:80"
              compose.yaml:4:13
              try: write a port such as "8080:80"
            """,
            problems);
    }

    [Fact]
    public void The_variables_of_a_file_are_listed()
    {
        const string compose = """
            services:
              web:
                image: x:${TAG:-1}
                command: |
                  first
                  $A ${B:?why} ${C:+alternate}
            """;

        var project = ComposeFixture.Load(compose, "B=1\nC=\n", ("A", "x"));

        Assert.Equal(
            [
                "compose.yaml:3:12 TAG default=1 required=False message= alternate= Nowhere",
                "compose.yaml:6 A default= required=False message= alternate= Environment",
                "compose.yaml:6 B default= required=True message=why alternate= File",
                "compose.yaml:6 C default= required=False message= alternate=alternate File",
            ],
            project.Variables.Select(v =>
                $"{v.Place} {v.Name} default={v.Default} required={v.IsRequired} message={v.Message} alternate={v.Alternate} {v.Source}").ToList());
    }
}
