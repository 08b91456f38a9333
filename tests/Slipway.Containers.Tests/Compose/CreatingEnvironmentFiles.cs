using Slipway.Containers.Compose;

namespace Slipway.Containers.Tests.Compose;

public sealed class CreatingEnvironmentFiles
{
    [Fact]
    public void Marked_variables_get_random_values_and_all_else_is_kept()
    {
        const string example = """
            # Database.
            # @generate hex 4
            DB_PASSWORD=change-me  # secret
            DATABASE_URL=postgres://app:${DB_PASSWORD}@db/app
            QUOTED="<${DB_PASSWORD}>"
            LITERAL='${DB_PASSWORD}'
            LATER=${TOKEN}

            # @generate base64 3
            export TOKEN=
            # @generate alnum 5
            SHORT=""
            API_KEY=test-key
            EMPTY=
            #COMMENT=${DB_PASSWORD}
            """;

        var created = EnvExample.Create(example, random: count => [.. Enumerable.Range(1, count).Select(i => (byte)i)]);

        Assert.Equal(
            """
            # Database.
            # @generate hex 4
            DB_PASSWORD=01020304  # secret
            DATABASE_URL=postgres://app:01020304@db/app
            QUOTED="<01020304>"
            LITERAL='${DB_PASSWORD}'
            LATER=${TOKEN}

            # @generate base64 3
            export TOKEN=AQID
            # @generate alnum 5
            SHORT=BCDEF
            API_KEY=test-key
            EMPTY=
            #COMMENT=${DB_PASSWORD}
            """,
            created.Text);
        Assert.Equal(["DB_PASSWORD", "TOKEN", "SHORT"], created.Generated);
        Assert.Equal(["DATABASE_URL", "QUOTED", "LITERAL", "API_KEY"], created.Kept);
    }

    [Fact]
    public void Every_file_gets_other_values()
    {
        const string example = "# @generate alnum 40\nA=\n";

        Assert.NotEqual(EnvExample.Create(example).Text, EnvExample.Create(example).Text, StringComparer.Ordinal);
    }

    [Fact]
    public void Windows_line_ends_stay()
    {
        var created = EnvExample.Create("# @generate hex 1\r\nA=x\r\nB=${A}\r\n", random: _ => [255]);

        Assert.Equal("# @generate hex 1\r\nA=ff\r\nB=ff\r\n", created.Text);
    }

    [Fact]
    public void Marks_that_are_not_understood_are_told()
    {
        const string example = "# @generate octal 32\nA=\n# @generate hex\nB=\n# @generate hex 8\n\nC=\n";

        var problems = Assert.Throws<ProblemException>(() => EnvExample.Create(example)).Message;

        Assert.Equal(
            """
            error SW0229: '@generate octal 32' is not understood
              .env.example:1
              try: write '# @generate hex 32', '# @generate base64 32' or '# @generate alnum 32'
            error SW0229: '@generate hex' is not understood
              .env.example:3
              try: write '# @generate hex 32', '# @generate base64 32' or '# @generate alnum 32'
            error SW0230: there is no variable below '@generate'
              .env.example:5
              try: put the comment directly above a NAME=value line
            """,
            problems);
    }

    [Fact]
    public async Task The_file_is_for_its_owner_only()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, ".env");

        await EnvExample.WriteAsync(path, "A=1\n", TestContext.Current.CancellationToken);

        Assert.Equal("A=1\n", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_file_that_exists_is_never_changed()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write(".env", "A=mine\n");

        var problem = await Assert.ThrowsAsync<ProblemException>(() => EnvExample.WriteAsync(path, "A=1\n", TestContext.Current.CancellationToken));

        Assert.Equal(
            $"""
            error SW0231: '{path}' exists, and is never overwritten
              try: change {path} by hand, or move it away
            """,
            problem.Message);
        Assert.Equal("A=mine\n", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }
}
