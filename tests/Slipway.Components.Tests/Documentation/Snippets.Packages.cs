// The code blocks of src/Slipway.Testing/README.md and src/Slipway.Containers/README.md, word for word: CodeBlocks holds that they are.
using Slipway.Containers.Compose;

namespace Slipway.Components.Tests.Documentation.OfSlipway;

public sealed class UsingPackages
{
    [Fact]
    public async Task A_build_is_tested_without_its_programs()
    {
        using var project = new TestProject { Processes = new FakeProcessRunner().Answer("dotnet", ["build"], FakeAnswer.Success()) };
        project.Write("src/Program.cs", "");

        var run = await project.RunAsync<Build>("Compile");

        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public void A_compose_file_is_read()
    {
        using var written = new TestProject();
        written.Write("compose.yaml", "services:\n  api:\n    image: alpine\n");
        var (folder, variables) = (written.Folder, new Dictionary<string, string>());

        var project = ComposeLoader.Load(new ComposeOptions { ProjectFolder = folder, Environment = variables });
        foreach (var (name, service) in project.Services)
            Console.WriteLine($"{name}: {service.Image}");

        Assert.Equal("alpine", project.Services["api"].Image);
    }
}
