using System.Text.RegularExpressions;
using EndToEnd.Operating;

namespace EndToEnd.Deploying;

public sealed partial class BackingUpBeforeMigrating(Machine machine)
{
    private const string Change = "echo 'the schema is changed'; echo after > /data/state; exit 3";

    [Fact]
    public async Task What_a_migration_spoils_comes_back_from_the_backup_that_it_names()
    {
        await using var project = await DeployAsync("backed-up");
        MigratedStack.Write(project, Change);

        var failed = (await project.RunUnscannedAsync("Deploy", "--backup-before-migrate")).FailsWith(1);
        var spoilt = await StateAsync(project);
        var id = Named().Match(failed.Problem).Groups["id"].Value;
        (await project.RunAsync("Stop")).Succeeds();
        var restored = (await project.RunAsync("RestoreVolumes", "--backup", id)).Succeeds();

        Assert.StartsWith("error SW0504: the one-shot of service 'migrate' ended with exit code 3\n", failed.Problem, StringComparison.Ordinal);
        Assert.EndsWith(
            $"""
            error SW0443: the data as it was before the migration is in backup '{id}'
              try: to have it again: ./build.sh Stop, then ./build.sh RestoreVolumes --backup {id}
              log: .nuke/temp/logs/Migrate.log
            """,
            failed.Problem,
            StringComparison.Ordinal);
        Assert.Equal([id], Backups(project));
        Assert.Equal("after", spoilt);
        Assert.Equal($"done: 1 volume of {id} restored", restored.Summary["RestoreVolumes"]);
        Assert.Equal("before", await StateAsync(project));
    }

    [Fact]
    public async Task A_backup_that_fails_ends_the_deployment_before_the_migration()
    {
        await using var project = await DeployAsync("not-backed-up");
        var before = await project.ContainersAsync();
        MigratedStack.Write(project, Change);
        await File.WriteAllTextAsync(Path.Combine(project.Folder, "taken"), "no folder", TestContext.Current.CancellationToken);

        var failed = (await project.RunUnscannedAsync("Deploy", "--backup-before-migrate", "--backup-folder", "taken")).FailsWith(1);

        Assert.StartsWith("error SW0936: the backup cannot be written to 'FOLDER/taken/STACK'\n", failed.Problem, StringComparison.Ordinal);
        Assert.Equal("not run: needs Migrate", failed.Summary["ComposeUp"]);
        Assert.DoesNotContain("the schema is changed", failed.Output, StringComparison.Ordinal);
        Assert.Equal("before", await StateAsync(project));
        Assert.Equal(before.Select(container => (container.Id, container.Status)), (await project.ContainersAsync()).Select(container => (container.Id, container.Status)));
    }

    private static IEnumerable<string?> Backups(Project project) =>
        Directory.EnumerateDirectories(Path.Combine(project.Folder, "backups", project.StackName)).Select(Path.GetFileName);

    private async Task<Project> DeployAsync(string name)
    {
        var project = machine.NewProject(name);
        MigratedStack.Write(project, "echo before > /data/state");
        (await project.RunUnscannedAsync("Deploy")).Succeeds();
        return project;
    }

    private async Task<string> StateAsync(Project project)
    {
        var tree = await Volumes.TreeAsync(machine.Engine, $"{project.StackName}_data");
        return Assert.Single((string[])["before", "after"], word => tree.Contains(word + "\n", StringComparison.Ordinal));
    }

    [GeneratedRegex("in backup '(?<id>[0-9TZ]+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();
}
