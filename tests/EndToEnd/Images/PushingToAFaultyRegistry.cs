#pragma warning disable CA2000 // At gives back the registry that it was called on, which is disposed of.
namespace EndToEnd.Images;

public sealed class PushingToAFaultyRegistry(Machine machine)
{
    private const string Manifest = "^PUT /v2/.*/manifests/test$";

    [Theory]
    [InlineData("429 Too Many Requests")]
    [InlineData("500 Internal Server Error")]
    [InlineData("503 Service Unavailable")]
    public async Task What_passes_is_tried_again(string status)
    {
        await using var project = machine.NewProject("passes");
        await using var registry = await Registry.StartAsync();
        await using var faulty = new FaultyRegistry(registry).At(Manifest, Fault.Status(status) with { Headers = "Retry-After: 1\r\n" });
        project.WriteSmallStack();

        var run = (await PushAsync(project, faulty)).Succeeds();

        Assert.Equal($"done: {await registry.DigestAsync($"{project.StackName}/web", "test")}", run.Summary["PushImages:web"]);
        Assert.Equal(2, faulty.Count(Manifest));
    }

    [Theory]
    [InlineData("401 Unauthorized")]
    [InlineData("403 Forbidden")]
    public async Task A_refusal_is_final(string status)
    {
        await using var project = machine.NewProject("refused");
        await using var registry = await Registry.StartAsync();
        await using var faulty = new FaultyRegistry(registry).At(Manifest, Fault.Status(status), times: 100);
        project.WriteSmallStack();

        var run = (await PushAsync(project, faulty)).FailsWith(1);

        Assert.StartsWith($"error SW0413: image '{faulty.Host}/STACK/web:test' could not be pushed\n", run.Problem, StringComparison.Ordinal);
        Assert.Contains($"\n  arrived: nothing\n  missing: {faulty.Host}/STACK/web:test\n", run.Problem, StringComparison.Ordinal);
        Assert.Equal(1, faulty.Count(Manifest));
    }

    [Fact]
    public async Task A_broken_connection_is_tried_again()
    {
        await using var project = machine.NewProject("reset");
        await using var registry = await Registry.StartAsync();
        await using var faulty = new FaultyRegistry(registry).At(Manifest, Fault.Reset).At("^GET /v2/.*/manifests/", Fault.Reset);
        project.WriteSmallStack();

        (await PushAsync(project, faulty)).Succeeds();

        Assert.NotNull(await registry.DigestAsync($"{project.StackName}/web", "test"));
    }

    [Fact]
    public async Task A_lost_answer_is_settled_by_asking_for_the_digest()
    {
        await using var project = machine.NewProject("lost");
        await using var registry = await Registry.StartAsync();
        await using var faulty = new FaultyRegistry(registry).At(Manifest, Fault.LostAnswer);
        project.WriteSmallStack();

        var run = (await PushAsync(project, faulty)).Succeeds();

        Assert.Equal($"done: {await registry.DigestAsync($"{project.StackName}/web", "test")}", run.Summary["PushImages:web"]);
        Assert.Equal(1, faulty.Count(Manifest));
    }

    [Fact]
    public async Task An_answer_that_is_cut_off_is_asked_for_again()
    {
        await using var project = machine.NewProject("cut");
        await using var registry = await Registry.StartAsync();
        await using var faulty = new FaultyRegistry(registry);
        project.WriteSmallStack();
        (await PushAsync(project, faulty)).Succeeds();
        var asked = faulty.Count("^GET /v2/.*/manifests/test$");
        faulty.At("^GET /v2/.*/manifests/test$", Fault.Truncated);

        var run = (await PushAsync(project, faulty)).Succeeds();

        Assert.EndsWith(", there already", run.Summary["PushImages:web"], StringComparison.Ordinal);
        Assert.Equal(asked + 2, faulty.Count("^GET /v2/.*/manifests/test$"));
    }

    [Fact]
    public async Task A_registry_that_hangs_is_left_after_the_idle_timeout_and_tried_again()
    {
        await using var project = machine.NewProject("hangs");
        await using var registry = await Registry.StartAsync();
        await using var faulty = new FaultyRegistry(registry).At(Manifest, Fault.Hang);
        project.WriteSmallStack();

        (await PushAsync(project, faulty, "--push-idle-timeout", "5s")).Succeeds();

        Assert.Equal(2, faulty.Count(Manifest));
    }

    [Fact]
    public async Task A_registry_that_hangs_for_good_fails_in_time_with_what_came_last()
    {
        await using var project = machine.NewProject("late");
        await using var registry = await Registry.StartAsync();
        await using var faulty = new FaultyRegistry(registry).At(Manifest, Fault.Hang, times: 100);
        project.WriteSmallStack();

        var run = (await PushAsync(project, faulty, "--push-timeout", "3s")).FailsWith(1);

        Assert.StartsWith($"error SW0822: the push of '{faulty.Host}/STACK/web:test' did not end within # min\n  last:    ", run.Problem, StringComparison.Ordinal);
        Assert.True(run.Duration < TimeSpan.FromSeconds(20), run.Duration.ToString());
    }

    [Fact]
    public async Task What_arrived_and_what_did_not_is_told_and_written_down()
    {
        await using var project = machine.NewProject("account");
        await using var registry = await Registry.StartAsync();
        await using var faulty = new FaultyRegistry(registry).At("^PUT /v2/.*/two/manifests/", Fault.Status("403 Forbidden"), times: 100);
        project.WriteTwoImages();

        var run = (await PushAsync(project, faulty, "--mode", "sequential")).FailsWith(1);

        Assert.Contains($"\n  arrived: {faulty.Host}/STACK/one:test\n  missing: {faulty.Host}/STACK/two:test\n", run.Problem, StringComparison.Ordinal);
        var account = project.Settled(await File.ReadAllTextAsync(Path.Combine(project.Folder, ".nuke", "temp", "reports", "push", project.StackName + ".json"), TestContext.Current.CancellationToken));
        Assert.Contains("\"complete\": false", account, StringComparison.Ordinal);
        Assert.Contains("\"state\": \"arrived\"", account, StringComparison.Ordinal);
        Assert.Contains("\"state\": \"failed\"", account, StringComparison.Ordinal);
    }

    private static Task<Run> PushAsync(Project project, FaultyRegistry registry, params string[] options) =>
        project.RunUnscannedAsync(["Push", "--registry", registry.Host, .. options]);
}
