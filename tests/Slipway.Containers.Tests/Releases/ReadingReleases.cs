using Slipway.Containers.Releases;
using Slipway.Containers.Tests.Stacks;

namespace Slipway.Containers.Tests.Releases;

public sealed class ReadingReleases
{
    [Theory]
    [InlineData("compose.yaml", "./.env", ".")]
    [InlineData("deploy/docker/compose.yaml", "../../.env", "../..")]
    public void Paths_of_a_release_start_where_the_compose_file_of_the_stack_lies(string file, string environmentFile, string context)
    {
        using var fixture = new StackFixture()
            .With(file, $"services:\n  bot:\n    image: x:1\n    env_file: {environmentFile}\n    build: {context}\n")
            .With(".env", "TOKEN=abc\n")
            .With("Dockerfile", "FROM scratch\n");
        var stack = fixture.Load();
        var release = new Release
        {
            Number = 1,
            Project = "shop",
            Time = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero),
            By = "me@here",
            Images = new Dictionary<string, string>(StringComparer.Ordinal) { ["bot"] = "sha256:1" },
            Files = ReleaseFiles.Read(stack),
            Variables = [],
            Profiles = [],
        };

        var bot = ReleaseFiles.Load(release, Path.Combine(stack.RootFolder, "release-1"), stack, new Dictionary<string, string>(StringComparer.Ordinal)).Services["bot"];

        Assert.Equal("abc", bot.AllVariables["TOKEN"]);
        Assert.Equal(stack.Folder, bot.Build!.Context);
    }
}
