using System.Globalization;
using System.Security.Cryptography;

namespace EndToEnd.Images;

public sealed class BuildingWithinMemory(Machine machine)
{
    private const string Root = "/sys/fs/cgroup/memory";

    [Fact]
    public async Task What_a_build_takes_is_learned()
    {
        await using var project = machine.NewProject("learned");
        await NeedGroupsAsync();
        WriteEaters(project, "one");

        (await project.RunAsync("BuildImages")).Succeeds();

        var learned = (await File.ReadAllTextAsync(Path.Combine(project.Folder, ".nuke", "temp", "memory", project.StackName), TestContext.Current.CancellationToken)).Split('\t');
        Assert.Equal("one\n", learned[1]);
        Assert.InRange(long.Parse(learned[0], CultureInfo.InvariantCulture), 60L << 20, 160L << 20);
    }

    [Fact]
    public async Task The_group_of_a_build_does_not_keep_its_steps_from_the_cache()
    {
        await using var project = machine.NewProject("again");
        project.Write("one/Dockerfile", $"FROM {Machine.Base}\nRUN echo {project.StackName}\nCOPY page.txt /\nUSER 1000\n");
        project.Write("one/page.txt", "one\n");
        project.WriteCompose($"services: {{ one: {{ image: '{project.StackName}/one:test', build: ./one }} }}\n");
        (await project.RunAsync("BuildImages")).Succeeds();
        project.Write("one/page.txt", "two\n");

        var again = (await project.RunAsync("BuildImages")).Succeeds();

        Assert.Equal("done: built, 1 of 2 steps cached, 1 files sent", again.Summary["BuildImages:one"]);
    }

    [Fact]
    public async Task A_build_that_was_killed_for_memory_is_tried_again_alone()
    {
        await using var project = machine.NewProject("alone");
        await NeedGroupsAsync();
        using var group = new Group(120L << 20);
        WriteEaters(project, "one", "two");

        var run = (await project.RunAsync("BuildImages", "--mode", "parallel", "--build-control-group", group.Name)).Succeeds();

        Assert.Contains(run.Lines("warn "), line => line.Contains("was killed for memory at ", StringComparison.Ordinal) && line.EndsWith("MiB in step 'RUN dd if=/dev/zero of=/dev/null bs=80M count=400': it is built again, alone", StringComparison.Ordinal));
        Assert.Contains(run.Summary.Values, row => row.StartsWith("done: built", StringComparison.Ordinal) && row.Contains("alone after it was killed for memory", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_build_that_needs_more_than_there_is_fails_with_its_step()
    {
        await using var project = machine.NewProject("toomuch");
        await NeedGroupsAsync();
        using var group = new Group(40L << 20);
        WriteEaters(project, "one");

        var run = (await project.RunAsync("BuildImages", "--build-control-group", group.Name)).FailsWith(1);

        Assert.Matches("^error SW0525: one was killed for memory at 4[0-9.]* MiB in step 'RUN dd if=/dev/zero of=/dev/null bs=80M count=400', alone too\n", run.Problem);
    }

    private static void WriteEaters(Project project, params string[] names)
    {
        foreach (var name in names)
            project.Write($"{name}/Dockerfile", $"FROM {Machine.Base}\nLABEL {name}={project.StackName}\nENV {name}={project.StackName}\nRUN dd if=/dev/zero of=/dev/null bs=80M count=400\nUSER 1000\n");
        project.WriteCompose("services:\n" + string.Concat(names.Select(name => $"  {name}: {{ image: '{project.StackName}/{name}:test', build: ./{name} }}\n")));
    }

    private async Task NeedGroupsAsync()
    {
        var info = await machine.Engine.InfoAsync(TestContext.Current.CancellationToken);
        Assert.SkipUnless(info.CgroupDriver == "cgroupfs" && Environment.IsPrivilegedProcess && Directory.Exists(Root), "control groups of version 1 cannot be made here");
    }

    /// <summary>A group with a limit.</summary>
    private sealed class Group : IDisposable
    {
        public Group(long limit)
        {
            Directory.CreateDirectory(Root + Name);
            File.WriteAllText($"{Root}{Name}/memory.limit_in_bytes", limit.ToString(CultureInfo.InvariantCulture));
        }

        public string Name { get; } = "/slipway-e2e-" + RandomNumberGenerator.GetHexString(8, lowercase: true);

        // The engine makes it for every controller.
        public void Dispose()
        {
            foreach (var group in Directory.EnumerateDirectories(Path.GetDirectoryName(Root)!).Select(controller => controller + Name).Where(Directory.Exists))
                Directory.Delete(group);
        }
    }
}
