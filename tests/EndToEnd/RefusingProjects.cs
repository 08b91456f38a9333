using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace EndToEnd;

public sealed class RefusingProjects(Machine machine)
{
    [Fact]
    public async Task A_required_variable_that_nothing_sets_is_told_by_its_line()
    {
        await using var project = machine.NewProject("required");
        project.WriteSmallStack(serviceEnd: "    environment:\n      TOKEN: ${TOKEN:?services show it to each other}");
        project.Write(".env", "OTHER=1\n");

        var run = (await project.RunAsync("Deploy")).FailsWith(2);

        Assert.Equal(
            """
            error SW0212: required variable 'TOKEN' is not set
              stacks/STACK/compose.yaml:8:14  services show it to each other
              try: set TOKEN in stacks/STACK/.env
              log: .nuke/temp/logs/Doctor.log
            """,
            run.Problem);
        await project.LeavesOnlyAsync();
    }

    [Fact]
    public async Task A_required_variable_that_is_empty_is_told_by_its_lines()
    {
        await using var project = machine.NewProject("empty");
        project.WriteSmallStack(serviceEnd: "    environment:\n      TOKEN: ${TOKEN:?services show it to each other}");
        project.Write(".env", "OTHER=1\nTOKEN=\n");

        var run = (await project.RunAsync("Deploy")).FailsWith(2);

        Assert.Equal(
            """
            error SW0212: required variable 'TOKEN' is empty
              stacks/STACK/compose.yaml:8:14  services show it to each other
              stacks/STACK/.env:2  it is empty here
              try: set TOKEN in stacks/STACK/.env
              log: .nuke/temp/logs/Doctor.log
            """,
            run.Problem);
        await project.LeavesOnlyAsync();
    }

    [Fact]
    public async Task All_that_is_missing_is_told_at_once_with_what_else_a_deployment_would_stumble_over()
    {
        await using var project = machine.NewProject("several");
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        project.WriteSmallStack(serviceEnd: $"    environment:\n      A: ${{FIRST:?}}\n      B: ${{SECOND:?}}\n    ports: ['127.0.0.1:{port}:80']");
        project.Write(".env", "OTHER=1\n");

        var run = (await project.RunAsync("Deploy")).FailsWith(2);

        Assert.Contains("required variable 'FIRST' is not set\n  stacks/STACK/compose.yaml:8:10\n", run.Problem, StringComparison.Ordinal);
        Assert.Contains("required variable 'SECOND' is not set\n  stacks/STACK/compose.yaml:9:10\n", run.Problem, StringComparison.Ordinal);
        Assert.Contains($"error SW0801: port {port} of service 'web' is taken", run.Problem, StringComparison.Ordinal);
        Assert.Contains("warn  Doctor  SW0807: ", run.Output, StringComparison.Ordinal);
        Assert.Equal(["Doctor"], run.Summary.Where(row => row.Value.StartsWith("FAILED", StringComparison.Ordinal)).Select(row => row.Key));
        await project.LeavesOnlyAsync();
    }

    [Fact]
    public async Task A_plan_of_a_stack_that_lacks_variables_tells_of_them()
    {
        await using var project = machine.NewProject("lacks");
        project.WriteSmallStack(serviceEnd: "    environment:\n      A: ${FIRST:?}");
        project.Write(".env", "OTHER=1\n");

        var run = (await project.RunAsync("Deploy", "--plan")).FailsWith(2);

        Assert.StartsWith("error SW0212: required variable 'FIRST' is not set\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_target_is_told_with_the_nearest_name()
    {
        await using var project = machine.NewProject("target");
        project.WriteSmallStack();

        var run = (await project.RunAsync("Deplyo")).FailsWith(2);

        Assert.Equal(
            """
            error SW0011: there is no target 'Deplyo'
              try: Deploy

            """,
            run.Error);
        await project.LeavesOnlyAsync();
    }

    [Fact]
    public async Task An_unknown_stack_is_told_with_the_nearest_name()
    {
        await using var project = machine.NewProject("stack");
        project.WriteSmallStack();

        var run = (await project.RunAsync("Deploy", "--stack", project.StackName + "x")).FailsWith(2);

        Assert.Equal(
            """
            error SW0701: there is no stack 'STACKx'
              looked for a compose file in stacks/STACKx
              try: --stack STACK

            """,
            run.Error);
        await project.LeavesOnlyAsync();
    }

    [Fact]
    public async Task An_unknown_option_is_told_with_the_nearest_name()
    {
        await using var project = machine.NewProject("option");
        project.WriteSmallStack();

        var run = (await project.RunAsync("Deploy", "--stak", "other")).FailsWith(2);

        Assert.StartsWith("error SW0010: there is no option '--stak'\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("\n  try: --stack", run.Error, StringComparison.Ordinal);
        await project.LeavesOnlyAsync();
    }

    [Fact]
    public async Task A_compose_file_that_is_no_YAML_is_told_by_line_and_column()
    {
        await using var project = machine.NewProject("yaml");
        project.WriteCompose("services:\n  web:\n    image: alpine:3.21\n   command: [\"true\"]\n");

        var run = (await project.RunAsync("Deploy")).FailsWith(2);

        Assert.StartsWith("error SW02", run.Error, StringComparison.Ordinal);
        Assert.Contains("\n  stacks/STACK/compose.yaml:4", run.Error, StringComparison.Ordinal);
        Assert.Contains("\n  try: ", run.Error, StringComparison.Ordinal);
        await project.LeavesOnlyAsync();
    }

    [Fact]
    public async Task An_unknown_key_of_a_compose_file_is_told_with_the_nearest_one()
    {
        await using var project = machine.NewProject("key");
        project.WriteSmallStack(serviceEnd: "    enviroment: { A: b }");

        var run = (await project.RunAsync("Deploy")).FailsWith(2);

        Assert.Equal(
            """
            error SW0217: 'services.web' has no 'enviroment'
              stacks/STACK/compose.yaml:7:5
              try: 'environment'

            """,
            run.Error);
        await project.LeavesOnlyAsync();
    }

    [Fact]
    public async Task A_broken_compose_file_does_not_break_what_needs_no_stack()
    {
        await using var project = machine.NewProject("list");
        project.WriteCompose("services: [");

        var run = (await project.RunAsync("--list")).Succeeds();

        Assert.Contains("\n  Deploy  ", run.Output, StringComparison.Ordinal);
    }
}
