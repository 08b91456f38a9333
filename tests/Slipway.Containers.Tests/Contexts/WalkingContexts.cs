using Slipway.Containers.Contexts;

namespace Slipway.Containers.Tests.Contexts;

public sealed class WalkingContexts
{
    [Fact]
    public void Names_come_in_the_order_of_their_bytes_and_folders_before_what_they_hold()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in (string[])["b", "B", "a/z", "a/y/x", "a.b", "ä", "\uFFEE", "\U0001F600"])
            folder.Write(name, "");

        Assert.Equal(["B", "a", "a/y", "a/y/x", "a/z", "a.b", "b", "ä", "\uFFEE", "\U0001F600"], Paths(folder, ""));
    }

    [Theory]
    [InlineData("*", "")]
    [InlineData("*\n!a/y", "a a/y a/y/x")]
    [InlineData("*\n!**/x", "a a/y a/y/x")]
    [InlineData("a", "b")]
    [InlineData("a/y", "a a/z b")]
    [InlineData("a\n!a/z", "a a/z b")]
    [InlineData("a\n!a/nothing", "b")]
    public void A_folder_that_is_left_out_is_there_when_something_inside_is_kept(string ignore, string expected)
    {
        using var folder = new TemporaryFolder();
        foreach (var name in (string[])["a/y/x", "a/z", "b"])
            folder.Write(name, "");

        Assert.Equal(expected, string.Join(' ', Paths(folder, ignore)));
    }

    [Fact]
    public void Links_are_told_and_not_followed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("real/file", "12345");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "link"), "real");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "dangling"), "../nowhere");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "real", "loop"), "..");

        var entries = BuildContext.Enumerate(folder.Path, cancellationToken: TestContext.Current.CancellationToken)
            .Select(entry => $"{entry.Kind} {entry.Path} {entry.Size} {entry.LinkTarget}".TrimEnd()).ToList();

        Assert.Equal(
            ["Link dangling 0 ../nowhere", "Link link 0 real", "Folder real 0", "File real/file 5", "Link real/loop 0 .."],
            entries);
    }

    [Fact]
    public void A_socket_is_told_unless_it_is_left_out()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux tells a socket from an empty file");
        using var folder = new TemporaryFolder();
        folder.Write("empty", "");
        using var socket = new System.Net.Sockets.Socket(
            System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(Path.Combine(folder.Path, "sock")));

        var kinds = BuildContext.Enumerate(folder.Path, cancellationToken: TestContext.Current.CancellationToken).Select(entry => $"{entry.Kind} {entry.Path}").ToList();

        Assert.Equal(["File empty", "Socket sock"], kinds);
        Assert.Equal(["empty"], Paths(folder, "sock"));
    }

    [Theory]
    [InlineData("*\n!**/x", ContextRules.BuildKit, "a a/y a/y/x")]
    [InlineData("*\n!**/x", ContextRules.Classic, "")]
    [InlineData("*\n!a/y", ContextRules.Classic, "a a/y a/y/x")]
    [InlineData("a\n!a/z*", ContextRules.Classic, "a a/z b")]
    [InlineData("a/y\n!*", ContextRules.Classic, "a a/z b")]
    public void The_classic_builder_enters_a_folder_only_for_an_exception_that_begins_with_its_path(string ignore, ContextRules whose, string expected)
    {
        using var folder = new TemporaryFolder();
        foreach (var name in (string[])["a/y/x", "a/z", "b"])
            folder.Write(name, "");

        var paths = BuildContext.Enumerate(folder.Path, DockerIgnore.Parse(ignore, whose: whose), TestContext.Current.CancellationToken).Select(entry => entry.Path);

        Assert.Equal(expected, string.Join(' ', paths));
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_told() => Assert.Equal(
        """
        error SW0331: the build context '/does/not/exist' does not exist
          try: check 'context' in the compose file
        """,
        Assert.Throws<ProblemException>(() => BuildContext.Enumerate("/does/not/exist", cancellationToken: TestContext.Current.CancellationToken).ToList()).Message);

    private static List<string> Paths(TemporaryFolder folder, string ignore) =>
        [.. BuildContext.Enumerate(folder.Path, DockerIgnore.Parse(ignore), TestContext.Current.CancellationToken).Select(entry => entry.Path)];
}
