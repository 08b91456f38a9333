using Slipway.Containers.Images;

namespace Slipway.Containers.Tests.Images;

public sealed class SharingMemory
{
    private const long MiB = 1L << 20;

    [Fact]
    public void What_builds_took_is_remembered_and_what_took_little_hardly_counts()
    {
        using var folder = new TemporaryFolder();
        var needs = Needs(folder);

        needs.Learn("api", new ByteSize(500 * MiB));
        needs.Learn("api", new ByteSize(1000 * MiB));
        needs.Learn("api", new ByteSize(500 * MiB));
        needs.Learn("tiny", new ByteSize(1 * MiB));

        Assert.Equal(new ByteSize(900 * MiB), Needs(folder).Of("api"));
        Assert.Null(Needs(folder).Of("tiny"));
        Assert.Null(Needs(folder).Of("other"));
    }

    [Fact]
    public void After_a_kill_half_as_much_again_is_expected()
    {
        using var folder = new TemporaryFolder();
        var needs = Needs(folder);

        needs.Raise("api", new ByteSize(1000 * MiB));
        needs.Raise("api", new ByteSize(200 * MiB));

        Assert.Equal(new ByteSize(2250 * MiB), Needs(folder).Of("api"));
    }

    [Fact]
    public void A_damaged_file_is_as_good_as_none()
    {
        using var folder = new TemporaryFolder();
        folder.Write("needs", "much\tapi\nno tab\n100000000\tweb\n");

        Assert.Null(Needs(folder).Of("api"));
        Assert.Equal(new ByteSize(100_000_000), Needs(folder).Of("web"));
    }

    [Fact]
    public async Task Who_wants_to_be_alone_waits_for_the_others_and_they_for_it()
    {
        var turns = new BuildTurns();
        var one = await turns.TakeAsync(alone: false, TestContext.Current.CancellationToken);
        var two = await turns.TakeAsync(alone: false, TestContext.Current.CancellationToken);
        var alone = turns.TakeAsync(alone: true, TestContext.Current.CancellationToken);
        var three = turns.TakeAsync(alone: false, TestContext.Current.CancellationToken);

        one.Dispose();
        Assert.False(alone.IsCompleted || three.IsCompleted);
        two.Dispose();
        var turn = await alone;
        Assert.False(three.IsCompleted);
        turn.Dispose();

        (await three).Dispose();
    }

    [Fact]
    public async Task Who_gives_up_waiting_holds_up_nobody()
    {
        var turns = new BuildTurns();
        using var end = new CancellationTokenSource();
        var one = await turns.TakeAsync(alone: false, TestContext.Current.CancellationToken);
        var alone = turns.TakeAsync(alone: true, end.Token);
        var two = turns.TakeAsync(alone: false, TestContext.Current.CancellationToken);

        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => alone);
        one.Dispose();

        (await two).Dispose();
    }

    private static BuildNeeds Needs(TemporaryFolder folder) => new(Path.Combine(folder.Path, "needs"));
}
