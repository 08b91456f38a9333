using Slipway.Containers.Composing;
using Slipway.Containers.Deploying;
using Slipway.Containers.Engine;
using Slipway.Containers.Tests.Stacks;

namespace Slipway.Containers.Tests.Deploying;

public sealed class PinningImages
{
    private static readonly Dictionary<string, string> Pins = new(StringComparer.Ordinal) { ["web"] = "sha256:one" };

    [Theory]
    [InlineData(false, "    pull_policy: never\n")]
    [InlineData(true, "")]
    public void The_override_names_images_by_their_ids(bool isV1, string policy)
    {
        using var stack = new StackFixture().WithWeb("FROM alpine:3.21\n");
        var compose = stack.Load().Compose;

        var text = PinFile.Text(compose, Pins, isV1);

        Assert.Equal(
            $"# Made by Slipway for each deployment: the images that were verified, by their ids.\nservices:\n  \"web\":\n    image: \"sha256:one\"\n{policy}    labels:\n      io.slipway.configuration: \"{ServiceConfiguration.Of(compose.Services["web"])}\"\n",
            text);
    }

    [Fact]
    public void The_old_compose_gets_the_version_of_the_first_file()
    {
        using var stack = new StackFixture().WithWeb("FROM alpine:3.21\n", "version: '3.8'\n");

        Assert.Contains("version: \"3.8\"\n", PinFile.Text(stack.Load().Compose, Pins, isV1: true), StringComparison.Ordinal);
    }

    [Fact]
    public void What_changed_is_told_by_its_field()
    {
        using var one = new StackFixture().WithWeb("FROM alpine:3.21\n", "    environment: { A: '1', SECRET: hidden }\n    ports: ['80']\n");
        using var other = new StackFixture().WithWeb("FROM alpine:3.21\n", "    environment: { A: '2', SECRET: hidden }\n    command: run\n    ports: ['80']\n");
        var (before, after) = (ServiceConfiguration.Of(one.Load().Compose.Services["web"]), ServiceConfiguration.Of(other.Load().Compose.Services["web"]));

        Assert.Equal(["command", "environment"], ServiceConfiguration.Changes(before, after));
        Assert.DoesNotContain("hidden", before, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sha256:one", ContainerStatus.Running, 1, true, null)]
    [InlineData("sha256:two", ContainerStatus.Running, 1, true, "web: image changed")]
    [InlineData("sha256:one", ContainerStatus.Exited, 1, true, "web: not running")]
    [InlineData("sha256:one", ContainerStatus.Running, 1, false, "web: not deployed by Slipway")]
    [InlineData("sha256:one", ContainerStatus.Running, 0, true, "web: no container")]
    [InlineData("sha256:one", ContainerStatus.Running, 2, true, "web: 2 containers, 1 wanted")]
    public void A_service_is_touched_for_a_reason(string image, ContainerStatus status, int count, bool isLabelled, string? reason)
    {
        using var stack = new StackFixture().WithWeb("FROM alpine:3.21\n");
        var project = stack.Load().Compose;
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { [ComposeLabels.Service] = "web" };
        if (isLabelled)
            labels[DeploymentLabels.Configuration] = ServiceConfiguration.Of(project.Services["web"]);
        var containers = Enumerable.Range(1, count).Select(i => new ContainerSummary($"c{i}", $"shop-web-{i}", "", image, status, "", labels, [])).ToList();

        var changes = ServiceChanges.Of(project.ActiveServices, containers, Pins, new Dictionary<string, int>(StringComparer.Ordinal), []);

        Assert.Equal(reason ?? "", ServiceChanges.Text(changes));
    }

    [Theory]
    [InlineData("web=three", "SW0454: 'web=three' of --scale is no count of a service")]
    [InlineData("wbe=3", "SW0454: 'wbe=3' of --scale names no service that is deployed\n  try: --scale web=3")]
    public void A_count_that_cannot_be_is_refused(string text, string problem)
    {
        using var stack = new StackFixture().WithWeb("FROM alpine:3.21\n");

        var thrown = Assert.Throws<ProblemException>(() => ServiceScale.Parse([text], stack.Load()));

        Assert.StartsWith($"error {problem}", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.BuildIsWrong, thrown.ExitCode);
    }
}
