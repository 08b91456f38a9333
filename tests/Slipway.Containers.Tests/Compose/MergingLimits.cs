using Slipway.Containers.Compose;

namespace Slipway.Containers.Tests.Compose;

public sealed class MergingLimits
{
    [Theory]
    [InlineData("{soft: 1, hard: 2}", "5", 5, 5)]
    [InlineData("5", "{soft: 1, hard: 2}", 1, 2)]
    [InlineData("{soft: 1, hard: 2}", "{soft: 3, hard: 4}", 3, 4)]
    public void A_limit_of_a_later_file_takes_the_place_of_the_earlier_one(string earlier, string later, int soft, int hard)
    {
        using var folder = new TemporaryFolder();

        var limit = Load(folder, earlier, later).Services["a"].Ulimits["nofile"];

        Assert.Equal((soft, hard), (limit.Soft, limit.Hard));
    }

    [Fact]
    public void It_does_so_whole()
    {
        using var folder = new TemporaryFolder();

        var refused = Assert.Throws<ProblemException>(() => Load(folder, "{soft: 1, hard: 2}", "{soft: 3}"));

        Assert.Contains("hard", Assert.Single(refused.Problems).ToString(), StringComparison.Ordinal);
    }

    private static ComposeProject Load(TemporaryFolder folder, string earlier, string later)
    {
        var files = new[] { earlier, later }.Select((limit, i) =>
        {
            var path = Path.Combine(folder.Path, $"{i}.yaml");
            File.WriteAllText(path, $"services: {{a: {{image: x, ulimits: {{nofile: {limit}}}}}}}\n");
            return path;
        });
        return ComposeLoader.Load(new ComposeOptions { ProjectFolder = folder.Path, Files = [.. files] });
    }
}
