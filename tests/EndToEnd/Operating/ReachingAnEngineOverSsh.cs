namespace EndToEnd.Operating;

public sealed class ReachingAnEngineOverSsh(Machine machine)
{
    // Does what sshd would: runs the command, here.
    private const string Ssh = """
        #!/bin/sh
        echo "$*" >> "$(dirname "$0")/calls"
        while [ "$1" != -- ]; do shift; done
        shift 2
        unset DOCKER_HOST
        exec "$@"
        """;

    [Fact]
    public async Task A_stack_is_started_looked_at_and_backed_up_over_ssh()
    {
        Assert.SkipUnless(Machine.Has("docker"), "the engine's machine needs the docker program for 'docker system dial-stdio'");
        await using var project = machine.NewProject("ssh");
        var programs = Path.Combine(project.Folder, "bin");
        Directory.CreateDirectory(programs);
        var ssh = Path.Combine(programs, "ssh");
        await File.WriteAllTextAsync(ssh, Ssh, TestContext.Current.CancellationToken);
        File.SetUnixFileMode(ssh, (UnixFileMode)0x1ED);
        project.Environment["PATH"] = $"{programs}:{Machine.Variables["PATH"]}";
        project.Environment["DOCKER_HOST"] = "ssh://somebody@elsewhere:2222";
        Volumes.WriteStore(project);

        (await project.RunAsync("Start")).Succeeds();
        var status = (await project.RunAsync("Status")).Succeeds();
        var shell = (await project.RunAsync("Shell", "--command", "hostname")).Succeeds();
        (await project.RunAsync("BackupVolumes")).Succeeds();
        await File.WriteAllTextAsync(ssh, "#!/bin/sh\necho 'elsewhere: Name or service not known' >&2\nexit 255\n", TestContext.Current.CancellationToken);
        var lost = (await project.RunAsync("Status")).FailsWith(3);

        Assert.Contains(status.Lines("      Status  store"), line => line.Contains("running  healthy", StringComparison.Ordinal));
        Assert.Equal($"      Shell  {Assert.Single(await project.ContainersAsync()).Id[..12]}", Assert.Single(shell.Lines("      Shell")));
        Assert.Contains("-o ConnectTimeout=30 -T -l somebody -p 2222 -- elsewhere docker system dial-stdio\n", await File.ReadAllTextAsync(Path.Combine(programs, "calls"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("error SW0401: no Docker engine answers at ssh://somebody@elsewhere:2222\n", lost.Output, StringComparison.Ordinal);
        Assert.Contains("  socket:  ssh says: elsewhere: Name or service not known\n", lost.Output, StringComparison.Ordinal);
    }
}
