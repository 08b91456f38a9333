using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using Slipway.Processes;

namespace EndToEnd.BuildKit;

public sealed class KeepingSecrets(Machine machine)
{
    [Fact]
    public async Task A_secret_is_in_no_layer_history_log_or_state()
    {
        var secret = RandomNumberGenerator.GetHexString(24, lowercase: true);
        await using var project = machine.NewProject("secret");
        project.WriteSmallStack(dockerfileEnd: $"RUN --mount=type=secret,id=token : {project.StackName}; cp /run/secrets/token /tmp/t && echo read $(wc -c < /tmp/t) bytes: $(cat /tmp/t) && rm /tmp/t\nUSER 1000");
        project.WriteBuildWithSecret("TOKEN_OF_THE_TEST");
        project.Environment["TOKEN_OF_THE_TEST"] = secret;

        var run = (await project.RunAsync("BuildImages", "--verbosity", "verbose")).Succeeds();

        Assert.DoesNotContain(secret, run.Raw, StringComparison.Ordinal);
        Assert.Contains("read 24 bytes: ***", run.Output, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(project.Folder, ".nuke"), "*", SearchOption.AllDirectories))
            Assert.DoesNotContain(secret, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync($"{project.StackName}/web:test", secret));
        Assert.NotEqual(0, await CountAsync($"{project.StackName}/web:test", "hello"));
    }

    [Fact]
    public async Task A_secret_that_is_not_set_is_told_with_its_place()
    {
        await using var project = machine.NewProject("unset");
        project.WriteSmallStack();
        project.WriteBuildWithSecret("NOBODY_SETS_THIS");

        var run = (await project.RunAsync("BuildImages")).FailsWith(2);

        Assert.StartsWith("error SW0265: image 'web' is built with secret 'token', which cannot be read\n", run.Problem, StringComparison.Ordinal);
        Assert.Contains("\n  reason: variable NOBODY_SETS_THIS is not set\n", run.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_build_that_is_killed_ends_its_step_and_the_next_run_is_right()
    {
        await using var project = machine.NewProject("killed");
        project.WriteSmallStack(dockerfileEnd: $"RUN --mount=type=secret,id=token sleep 1000; : {project.StackName}\nUSER 1000");
        project.WriteBuildWithSecret("TOKEN_OF_THE_TEST");
        project.Environment["TOKEN_OF_THE_TEST"] = "anything-at-all";
        var running = project.Start("BuildImages");
        await Processes.UntilAsync(() => Processes.Named($": {project.StackName}").Count > 0, "the step to run");

        await running.SignalAsync("KILL");
        await Processes.UntilAsync(() => Processes.Named($": {project.StackName}").Count == 0, "the step to end", TimeSpan.FromSeconds(2));
        await running.Completion;
        Assert.DoesNotContain("image", string.Join(' ', await project.LeftOnEngineAsync()), StringComparison.Ordinal);
        project.WriteSmallStack(dockerfileEnd: "RUN --mount=type=secret,id=token test -s /run/secrets/token\nUSER 1000");
        project.WriteBuildWithSecret("TOKEN_OF_THE_TEST");

        var run = (await project.RunAsync("BuildImages")).Succeeds();

        Assert.StartsWith("done: built", run.Summary["BuildImages:web"], StringComparison.Ordinal);
    }

    // How often a text is in an image as the engine gives it away: configuration, history, and every file of every layer.
    private static async Task<int> CountAsync(string image, string text)
    {
        var archive = Path.GetTempFileName();
        try
        {
            var saved = await new ProcessRunner(TimeProvider.System).RunAsync(new ProcessInvocation { Program = Machine.Docker, Arguments = ["save", "-o", archive, image] }, TestContext.Current.CancellationToken);
            Assert.SkipUnless(saved.Succeeded, saved.StandardError);
            await using var file = File.OpenRead(archive);
            return await CountAsync(file, Encoding.UTF8.GetBytes(text));
        }
        finally
        {
            File.Delete(archive);
        }
    }

    private static async Task<int> CountAsync(Stream archive, byte[] text)
    {
        var count = 0;
        await using var reader = new TarReader(archive, leaveOpen: true);
        while (await reader.GetNextEntryAsync(copyData: true) is { } entry)
        {
            if (entry.DataStream is not { } data)
                continue;
            using var content = new MemoryStream();
            await data.CopyToAsync(content);
            // The content of files in a layer is in it as it is: archives are not packed here.
            count += content.GetBuffer().AsSpan(0, (int)content.Length).IndexOf(text) >= 0 ? 1 : 0;
        }

        return count;
    }
}
