using System.Text.RegularExpressions;

namespace EndToEnd;

public sealed partial class CreatingTheEnvironmentFile(Machine machine)
{
    private const string Example = """
        # What the database wants.
        # @generate hex 16
        DB_PASSWORD=
        DATABASE_URL=postgres://bot:${DB_PASSWORD}@db:5432/bot
        # @generate alnum 24
        SESSION_SALT=
        API_KEY=test-key-replace-me
        #LOG_LEVEL=INFO

        """;

    [Fact]
    public async Task A_first_deployment_makes_it_from_the_example()
    {
        await using var project = machine.NewProject("env");
        WriteStack(project);

        var run = (await project.RunUnscannedAsync("Deploy")).Succeeds();

        var made = await File.ReadAllTextAsync(Path.Combine(project.Stack, ".env"), TestContext.Current.CancellationToken);
        var match = Made().Match(made);
        Assert.True(match.Success, made);
        Assert.Equal(match.Groups["password"].Value, match.Groups["again"].Value);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(project.Stack, ".env")));
        Assert.Equal("done: 2 values generated, 2 test values kept", run.Summary["PrepareEnvironment"]);
        Assert.Equal(
            [
                "      PrepareEnvironment  made stacks/STACK/.env, readable by you alone (mode 600)",
                "      PrepareEnvironment  generated: DB_PASSWORD, SESSION_SALT",
            ],
            run.Lines("      PrepareEnvironment"));
    }

    [Fact]
    public async Task What_was_generated_shows_nowhere_even_if_a_service_prints_it()
    {
        await using var project = machine.NewProject("secret");
        WriteStack(project);

        var run = (await project.RunUnscannedAsync("Deploy", "--verbosity", "verbose")).Succeeds();
        var logs = (await project.RunAsync("Logs", "--verbosity", "verbose")).Succeeds();
        var plan = (await project.RunAsync("Deploy", "--plan=json")).Succeeds();

        var match = Made().Match(await File.ReadAllTextAsync(Path.Combine(project.Stack, ".env"), TestContext.Current.CancellationToken));
        string[] secrets = [match.Groups["password"].Value, match.Groups["salt"].Value, "test-key-replace-me"];
        Assert.Equal(["      Migrate  migrating with *** and ***"], run.Lines("      Migrate  migrating"));
        Assert.Contains("it serves with ***", logs.Output, StringComparison.Ordinal);
        var written = Directory.EnumerateFiles(Path.Combine(project.Folder, ".nuke"), "*", SearchOption.AllDirectories).Select(File.ReadAllText);
        foreach (var secret in secrets)
            Assert.All([run.Raw, logs.Raw, plan.Raw, .. written], text => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_that_is_there_is_never_changed()
    {
        await using var project = machine.NewProject("kept");
        WriteStack(project);
        const string Own = "DB_PASSWORD=own\nDATABASE_URL=postgres://bot:own@db:5432/bot\nSESSION_SALT=pepper\nAPI_KEY=own-key\n";
        project.Write(".env", Own);
        File.SetUnixFileMode(Path.Combine(project.Stack, ".env"), UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var run = (await project.RunUnscannedAsync("Deploy")).Succeeds();

        Assert.Equal(Own, await File.ReadAllTextAsync(Path.Combine(project.Stack, ".env"), TestContext.Current.CancellationToken));
        Assert.Equal("up to date: stacks/STACK/.env is there and stays as it is", run.Summary["PrepareEnvironment"]);
    }

    [Fact]
    public async Task A_required_variable_that_the_example_does_not_mention_is_told_before_it_is_made()
    {
        await using var project = machine.NewProject("unmentioned");
        WriteStack(project);
        project.Write(".env.example", "# @generate hex 16\nDB_PASSWORD=\nDATABASE_URL=x\nSESSION_SALT=y\n");

        var run = (await project.RunUnscannedAsync("Deploy")).FailsWith(2);

        Assert.StartsWith("error SW0256: variable 'API_KEY' is required and not set; stacks/STACK/.env.example, which a missing .env is made from, does not mention it\n  stacks/STACK/compose.yaml:", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(project.Stack, ".env")));
    }

    private static void WriteStack(Project project)
    {
        project.WriteSmallStack(serviceEnd: $$"""
                environment: { DATABASE_URL: "${DATABASE_URL:?}", API_KEY: "${API_KEY:?}", SALT: "${SESSION_SALT:?}" }
                command: ["sh", "-c", "echo it serves with $$DATABASE_URL; touch /tmp/ready; exec sleep 3600"]
              migrate:
                image: {{project.StackName}}/web:test
                profiles: [migrate]
                environment: { PASSWORD: "${DB_PASSWORD:?}", API_KEY: "${API_KEY:?}" }
                command: ["sh", "-c", "echo migrating with $$PASSWORD and $$API_KEY"]
                healthcheck: { disable: true }
            x-slipway: { migrate: migrate }
            """);
        project.Write(".env.example", Example);
    }

    [GeneratedRegex(
        """
        \A# What the database wants.
        # @generate hex 16
        DB_PASSWORD=(?<password>[0-9a-f]{32})
        DATABASE_URL=postgres://bot:(?<again>[0-9a-f]{32})@db:5432/bot
        # @generate alnum 24
        SESSION_SALT=(?<salt>[A-Za-z0-9]{24})
        API_KEY=test-key-replace-me
        #LOG_LEVEL=INFO
        \z
        """,
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Made();
}
