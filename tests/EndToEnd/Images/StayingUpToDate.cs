namespace EndToEnd.Images;

public sealed class StayingUpToDate(Machine machine)
{
    private const int Many = 12;

    [Fact]
    public async Task An_unchanged_stack_asks_the_engine_once_for_all_its_images()
    {
        await using var project = machine.NewProject("once");
        WriteMany(project);
        (await project.RunAsync("BuildImages")).Succeeds();
        await using var proxy = new RecordingProxy(machine.Engine.Endpoint.SocketPath!);
        project.Environment["DOCKER_HOST"] = proxy.Address;

        var run = (await project.RunAsync("BuildImages")).Succeeds();

        Assert.Equal(Many, run.Summary.Count(row => row.Key.StartsWith("BuildImages:", StringComparison.Ordinal) && row.Value.StartsWith("up to date: fingerprint ", StringComparison.Ordinal)));
        Assert.Equal(["GET /_ping", "GET /vN/images/json"], proxy.Requests.Select(request => System.Text.RegularExpressions.Regex.Replace(request, @"/v[\d.]+/", "/vN/", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1))));
    }

    [Fact]
    public async Task A_changed_file_rebuilds_its_image_and_what_stands_on_it_and_nothing_else()
    {
        await using var project = machine.NewProject("chain");
        WriteChain(project);
        (await project.RunAsync("BuildImages")).Succeeds();
        project.Write("lower/page.txt", "changed\n");

        var run = (await project.RunAsync("BuildImages")).Succeeds();

        Assert.Equal(
            ["start BuildImages:lower  inputs changed: page.txt", "start BuildImages:upper  base STACK/lower:test moved"],
            run.Lines("start BuildImages"));
        Assert.StartsWith("up to date: fingerprint ", run.Summary["BuildImages:beside"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_that_is_named_is_built_again_and_the_others_are_not()
    {
        await using var project = machine.NewProject("named");
        project.WriteTwoImages();
        (await project.RunAsync("BuildImages")).Succeeds();

        var run = (await project.RunAsync("BuildImages", "--rebuild-image", "two")).Succeeds();

        Assert.Equal(["start BuildImages:two  forced by --rebuild-image"], run.Lines("start BuildImages"));
    }

    [Fact]
    public async Task A_name_that_is_no_image_is_refused_with_the_nearest()
    {
        await using var project = machine.NewProject("misspelt");
        project.WriteTwoImages();

        var run = (await project.RunAsync("BuildImages", "--rebuild-image", "tow")).FailsWith(2);

        Assert.Equal("error SW0523: --rebuild-image names 'tow', and the stack builds no such image\n  try: --rebuild-image two\n", run.Error);
    }

    [Fact]
    public async Task A_file_that_changes_while_it_is_read_is_not_taken_for_what_was_built()
    {
        await using var project = machine.NewProject("racing");
        project.WriteSmallStack();
        await using var proxy = new RecordingProxy(machine.Engine.Endpoint.SocketPath!);
        project.Environment["DOCKER_HOST"] = proxy.Address;
        var builds = 0;
        // Between the fingerprint and the sending.
        proxy.Hears = request =>
        {
            if (request.StartsWith("POST ", StringComparison.Ordinal) && (request.Contains("/build", StringComparison.Ordinal) || request.Contains("/session", StringComparison.Ordinal)))
                project.Write("web/page.txt", $"{Interlocked.Increment(ref builds)}\n");
        };

        var run = (await project.RunAsync("BuildImages")).FailsWith(1);

        Assert.StartsWith("error SW0522: the files of image 'web' changed while they were read, again and again\n  inputs changed: page.txt\n", run.Problem, StringComparison.Ordinal);
        await project.LeavesOnlyAsync();
    }

    private static void WriteMany(Project project)
    {
        var services = "";
        for (var i = 0; i < Many; i++)
        {
            project.Write($"s{i}/Dockerfile", $"FROM {Machine.Base}\nCOPY page.txt /\nLABEL n={i} stack={project.StackName}\nUSER 1000\n");
            project.Write($"s{i}/page.txt", $"{i}\n");
            services += $"  s{i}: {{ image: '{project.StackName}/s{i}:test', build: ./s{i} }}\n";
        }

        project.WriteCompose("services:\n" + services);
    }

    private static void WriteChain(Project project)
    {
        foreach (var (name, from) in (IEnumerable<(string, string)>)[("lower", Machine.Base), ("upper", $"{project.StackName}/lower:test"), ("beside", Machine.Base)])
        {
            project.Write($"{name}/Dockerfile", $"FROM {from}\nCOPY page.txt /{name}.txt\nLABEL {name}={project.StackName}\nUSER 1000\n");
            project.Write($"{name}/page.txt", name + "\n");
        }

        project.WriteCompose("services:\n" + string.Concat(((string[])["lower", "upper", "beside"]).Select(name => $"  {name}: {{ image: '{project.StackName}/{name}:test', build: ./{name} }}\n")));
    }
}
