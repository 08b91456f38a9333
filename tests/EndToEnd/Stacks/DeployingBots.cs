namespace EndToEnd.Stacks;

/// <summary>The three bots. None has a token of a network, so each works offline.</summary>
public sealed class DeployingBots(Machine machine)
{
    [Fact]
    public async Task Pyhabot_takes_its_tokens_from_files_watches_and_remembers()
    {
        const string Token = "a-token-that-nobody-sees";
        await using var stack = StackProject.Of(machine, "pyhabot");
        stack.Set("PYHABOT_NAME", stack.Project.StackName);
        stack.Set("SAMPLE_PAGES", "/app/pages");
        foreach (var name in (string[])["discord_token", "telegram_token"])
            stack.Project.Write($"secrets/{name}.txt", Token + "\n");
        string[] files = ["--compose-file", "docker-compose.yml,docker-compose.secrets.yml"];

        (await stack.DeployAsync(files)).Succeeds();

        var container = (await stack.ContainersAsync())["pyhabot"];
        container.IsHardened();
        Assert.Equal(("healthy", 512L, 1.0, true), (container.HealthState, container.MemoryLimit, container.Processors, container.IsReadOnly));
        Assert.Contains("volume:/data", container.Mounted);
        Assert.Equal([999], container.Users.Distinct());
        Assert.Contains($"DISCORD_TOKEN={Token}", await stack.ExecAsync("pyhabot", "cat", "/proc/1/environ"), StringComparison.Ordinal);
        Assert.DoesNotContain(Token, container.Json.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(Token, await stack.LogOfAsync("pyhabot"), StringComparison.Ordinal);

        Assert.Contains("watch 1 is added", await SayAsync("add https://example.org/search/laptop"), StringComparison.Ordinal);
        Assert.Contains("2 changes", await SayAsync("refresh"), StringComparison.Ordinal);
        await stack.SaysAsync("pyhabot", "\"message\": \"new: ThinkPad X220");
        (await stack.Project.RunAsync(["Stop", .. files])).Succeeds();
        (await stack.Project.RunAsync(["Start", .. files])).Succeeds();
        Assert.Contains("1 https://example.org/search/laptop", await SayAsync("list"), StringComparison.Ordinal);
        await stack.RemoveAsync(files);

        Task<string> SayAsync(string command) => stack.ExecAsync("pyhabot", ["python", "-m", "pyhabot.say", .. command.Split(' ')]);
    }

    [Fact]
    public async Task Quit_smoking_bot_shows_that_it_works_and_its_tests_run_to_their_end()
    {
        await using var stack = StackProject.Of(machine, "quit-smoking-bot");
        stack.Set("SYSTEM_NAME", stack.Project.StackName);
        stack.Set("BUILD_ID", "build-7");

        var tested = (await stack.Project.RunUnscannedAsync("StackTest")).Succeeds();

        Assert.Equal("done: test ended with exit code 0", tested.Summary["StackTest"]);
        Assert.Contains("test_everybody_is_told_when_it_is_due_and_once", tested.Raw, StringComparison.Ordinal);
        Assert.DoesNotContain(await stack.Project.LeftOnEngineAsync(), left => !left.StartsWith("image ", StringComparison.Ordinal));

        await stack.DeployAsync();
        var container = (await stack.ContainersAsync())["bot"];
        container.IsHardened();
        Assert.Equal(("healthy", 256L, true), (container.HealthState, container.MemoryLimit, container.IsReadOnly));
        Assert.Equal([1000], container.Users.Distinct());
        Assert.Equal(["volume:/app/data", "volume:/app/logs"], container.Mounted);
        Assert.Contains("build build-7 signs in as offline", await stack.LogOfAsync("bot"), StringComparison.Ordinal);
        Assert.EndsWith("operational", (await stack.ExecAsync("bot", "cat", "/app/health/status.log")).TrimEnd(), StringComparison.Ordinal);

        stack.Project.Write("tests/integration/test_notifications.py", "import sys\nprint('it fails')\nsys.exit(7)\n");
        var failed = (await stack.Project.RunUnscannedAsync("StackTest")).FailsWith(1);
        Assert.Contains("exit code 7", failed.Problem, StringComparison.Ordinal);
        Assert.Contains("it fails", failed.Problem, StringComparison.Ordinal);
        Assert.Equal("healthy", (await stack.ContainersAsync())["bot"].HealthState);
        await stack.RemoveAsync();
    }

    [Fact]
    public async Task Money_bot_has_its_compose_file_deeper_and_keeps_account()
    {
        await using var stack = StackProject.Of(machine, "money-bot");
        stack.Set("MONEY_BOT_NAME", stack.Project.StackName);

        var deployed = await stack.DeployAsync();

        Assert.Equal("done: 1 of 1 services are ready", deployed.Summary["HealthGate"]);
        Assert.True(File.Exists(Path.Combine(stack.Project.Stack, ".env")));
        var container = (await stack.ContainersAsync())["money-bot"];
        container.IsHardened();
        Assert.Equal(("healthy", 512L, 0.5, true), (container.HealthState, container.MemoryLimit, container.Processors, container.IsReadOnly));
        Assert.Equal("json-file labels=service max-file=3 max-size=10m", container.LogSettings);
        Assert.Equal([1000], container.Users.Distinct());
        Assert.Equal(["volume:/app/data", "volume:/app/logs"], container.Mounted);

        const string Message = "import json,os; open('/app/data/inbox/1.new','w').write(json.dumps({'when':'2026-03-01','text':'12.50 food lunch'})); os.rename('/app/data/inbox/1.new','/app/data/inbox/1.json')";
        Assert.Equal("", await stack.ExecAsync("money-bot", "python", "-c", Message));
        await stack.SaysAsync("money-bot", "would send: -12.50 for food");
        await stack.RemoveAsync();
    }
}
