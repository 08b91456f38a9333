using System.Text.Json;

namespace EndToEnd.Images;

public sealed class LookingIntoImages(Machine machine)
{
    [Theory]
    [InlineData("RUN echo 'toor:x:0:0::/:/bin/sh' >> /etc/passwd\nUSER toor", "it runs as root: its user 'toor' has the number 0 in its /etc/passwd")]
    [InlineData("USER nobody-knows", "its user 'nobody-knows' is not in its /etc/passwd, so that it would not start: add the user, or name a number")]
    [InlineData("RUN echo 'A=b' > /srv/.env\nRUN rm /srv/.env\nUSER 1000", "/srv/.env looks like variables of an environment: exclude it by .dockerignore, or mount it while building (a later RUN rm leaves it in its layer)")]
    [InlineData("ENV API_TOKEN=abc\nUSER 1000", "ENV API_TOKEN looks like a secret: give it to the container when it starts, or to the build with RUN --mount=type=secret")]
    [InlineData("ARG NPM_TOKEN=abc\nRUN true\nUSER 1000", "build argument NPM_TOKEN looks like a secret, and the image's history holds it: use RUN --mount=type=secret")]
    public async Task What_an_image_must_not_hold_fails(string end, string finding)
    {
        await using var project = machine.NewProject("inside");
        project.WriteSmallStack(dockerfileEnd: end);

        var run = (await project.RunAsync("VerifyImages")).FailsWith(1);

        Assert.Contains($"\n  {finding}\n", run.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_file_tells_sizes_layers_and_stages_of_all_images()
    {
        await using var project = machine.NewProject("sizes");
        project.WriteSmallStack();
        project.Write("web/Dockerfile", $"""
            FROM {Machine.Base} AS builder
            RUN head -c 3000000 /dev/zero > /large; echo {project.StackName} > /small
            FROM {Machine.Base}
            COPY --from=builder /small /small
            USER 1000
            """);

        (await project.RunAsync("VerifyImages", "--stage-sizes", "--size-budget", "1MiB")).Succeeds();

        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(project.Folder, ".nuke", "temp", "reports", "verify", project.StackName + ".json"), TestContext.Current.CancellationToken));
        var image = Assert.Single(report.RootElement.GetProperty("images").EnumerateArray());
        Assert.Equal(await project.ImageIdAsync("web:test"), image.GetProperty("imageId").GetString());
        Assert.Equal(1048576, image.GetProperty("budget").GetInt64());
        var stages = image.GetProperty("stages").EnumerateArray().ToList();
        Assert.Equal(["builder", "stage 1"], stages.Select(stage => stage.GetProperty("stage").GetString()));
        Assert.True(stages[0].GetProperty("size").GetInt64() - stages[1].GetProperty("size").GetInt64() > 2_900_000);
    }

    [Fact]
    public async Task An_image_above_the_budget_of_all_fails()
    {
        await using var project = machine.NewProject("budget");
        project.WriteSmallStack(dockerfileEnd: "RUN head -c 2097152 /dev/zero > /large\nUSER 1000");

        var run = (await project.RunAsync("VerifyImages", "--size-budget", "1MB")).FailsWith(1);

        Assert.Contains("\n  its layers above the base take 2 MiB, more than the 976.6 KiB of --size-budget\n", run.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_says_where_it_is_from()
    {
        await using var project = machine.NewProject("labels");
        project.WriteSmallStack();
        foreach (var arguments in (string[][])[["init", "-q"], ["-c", "user.name=a", "-c", "user.email=a@example.invalid", "commit", "-q", "--allow-empty", "-m", "first"], ["tag", "v1.2.3"], ["remote", "add", "origin", "https://ann:s3cret@git.example/shop.git"]])
        {
            var git = await new Slipway.Processes.ProcessRunner(TimeProvider.System).RunAsync(new Slipway.Processes.ProcessInvocation { Program = "git", Arguments = arguments, WorkingFolder = project.Stack }, TestContext.Current.CancellationToken);
            Assert.True(git.Succeeded, git.StandardError);
        }

        (await project.RunAsync("VerifyImages")).Succeeds();

        var labels = (await machine.Engine.InspectImageAsync($"{project.StackName}/web:test", TestContext.Current.CancellationToken))!.Labels;
        Assert.Equal(("web", "v1.2.3", "https://git.example/shop.git"), (labels["org.opencontainers.image.title"], labels["org.opencontainers.image.version"], labels["org.opencontainers.image.source"]));
        Assert.Matches("^[0-9a-f]{40}$", labels["org.opencontainers.image.revision"]);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", labels["org.opencontainers.image.created"]);
    }
}
