#pragma warning disable CA2000 // At gives back the registry that it was called on, which is disposed of.
using System.Globalization;
using System.Security.Cryptography;

namespace EndToEnd.Images;

/// <summary>Ctrl-C while a registry or a program does not answer.</summary>
public sealed class InterruptingTransfers(Machine machine)
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_pull_ends_at_once_and_the_base_is_pulled_by_the_next_run()
    {
        await using var project = machine.NewProject("pulls");
        await using var registry = await Registry.StartAsync();
        await using var faulty = new FaultyRegistry(registry).At("^(GET|HEAD) /v2/", Fault.Hang, times: 100);
        project.WriteSmallStack(serviceEnd: $"  other:\n    image: {faulty.Host}/{project.StackName}/other:test");
        var running = project.Start("Restore");
        await faulty.Hangs.WaitAsync(Patience, TestContext.Current.CancellationToken);

        var run = await InterruptAsync(running);

        var node = $"Restore:{faulty.Host}/STACK/other:test";
        Assert.StartsWith("interrupted", run.Summary[node], StringComparison.Ordinal);
        await AssertRunsAgainAsync(project, "Restore", node);
        await project.LeavesOnlyAsync();
    }

    [Fact]
    public async Task A_push_ends_at_once_and_the_image_is_pushed_by_the_next_run()
    {
        await using var project = machine.NewProject("pushes");
        await using var registry = await Registry.StartAsync();
        await using var faulty = new FaultyRegistry(registry).At("^PUT /v2/.*/manifests/test$", Fault.Hang);
        project.WriteSmallStack();
        var running = project.Start("Push", "--registry", faulty.Host, "--skip", "ScanImages,PrepareTrivy");
        await faulty.Hangs.WaitAsync(Patience, TestContext.Current.CancellationToken);

        var run = await InterruptAsync(running);

        Assert.StartsWith("interrupted", run.Summary["PushImages:web"], StringComparison.Ordinal);
        var again = (await project.RunUnscannedAsync("Push", "--registry", faulty.Host)).Succeeds();
        Assert.Equal($"done: {await registry.DigestAsync($"{project.StackName}/web", "test")}", again.Summary["PushImages:web"]);
    }

    [Fact]
    public async Task A_scan_ends_with_its_program_and_is_done_by_the_next_run()
    {
        await using var project = machine.NewProject("scans");
        var seconds = RandomNumberGenerator.GetInt32(1_000_000_000, int.MaxValue).ToString(CultureInfo.InvariantCulture);
        var trivy = Path.Combine(project.Folder, "trivy.sh");
        await File.WriteAllTextAsync(
            trivy,
            $"#!/bin/sh\ncase \"$*\" in --version) echo 'Version: 0.50.0';; *--help*) echo '  --offline-scan --skip-db-update --skip-java-db-update --cache-dir string';; *) sleep {seconds};; esac\n",
            TestContext.Current.CancellationToken);
        File.SetUnixFileMode(trivy, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        project.Environment["SLIPWAY_TRIVY"] = trivy;
        project.WriteSmallStack();
        project.UseScanDatabase();
        var running = project.Start("ScanImages");
        await Processes.UntilAsync(() => Processes.Named($"sleep\0{seconds}").Count > 0, "the scan to run");

        var run = await InterruptAsync(running);

        Assert.StartsWith("interrupted", run.Summary["ScanImages:web"], StringComparison.Ordinal);
        Assert.Empty(Processes.Named(seconds));
        await AssertRunsAgainAsync(project, "ScanImages", "ScanImages:web");
        await project.LeavesOnlyAsync("web:test");
    }

    private static async Task<Run> InterruptAsync(RunningBuild running)
    {
        var asked = TimeProvider.System.GetTimestamp();
        await running.SignalAsync("INT");
        var run = (await running.Completion).FailsWith(130);
        var took = TimeProvider.System.GetElapsedTime(asked);
        Assert.True(took < Promised, $"it took {took.TotalSeconds:0.0} s: {run.Raw}");
        return run;
    }

    private static async Task AssertRunsAgainAsync(Project project, string target, string node)
    {
        var plan = (await project.RunAsync(target, "--plan")).Succeeds();
        Assert.Matches($@"(?m)^ +\d+ +{System.Text.RegularExpressions.Regex.Escape(node)} +run ", plan.Output);
    }
}
