using System.Text;
using Google.Protobuf;

namespace Slipway.BuildKit.Tests;

/// <summary>Messages with a long text were recorded from an engine 26.1.</summary>
public sealed class ReadingStatus
{
    private const string FailedStep = "CvoCCkdzaGEyNTY6ZTMyMmRmZDQzMWNiOGI3Nzk0ZGU1NTVlOGU0NDIzNTNkOTQ1MWQ1NzNlMjdlNDEyMjBkNjJmM2VjNDQ3MDE0YRJHc2hhMjU2OjkxNDkxMWY1OTJjNDdjN2RiYjE3NmM1Mjk0ZDBmNmE2YmEyZmQ2M2ZlNTVkMDQ3N2NkNTFhYjIxMWMxMTgwMWYaTVtidWlsZGVyIDMvM10gUlVOIGVjaG8gZmFpbGluZzsgZm9yIGkgaW4gMSAyIDM7IGRvIGVjaG8gbGluZSAkaTsgZG9uZTsgZXhpdCAzKgsIteGF2AYQyoX4UjIMCLXhhdgGENL3gsEBOnxwcm9jZXNzICIvYmluL3NoIC1jIGVjaG8gZmFpbGluZzsgZm9yIGkgaW4gMSAyIDM7IGRvIGVjaG8gbGluZSAkaTsgZG9uZTsgZXhpdCAzIiBkaWQgbm90IGNvbXBsZXRlIHN1Y2Nlc3NmdWxseTogZXhpdCBjb2RlOiAz";
    private const string StandardError = "Gl4KR3NoYTI1Njo5MTQ5MTFmNTkyYzQ3YzdkYmIxNzZjNTI5NGQwZjZhNmJhMmZkNjNmZTU1ZDA0NzdjZDUxYWIyMTFjMTE4MDFmEgsIteGF2AYQ7rO9PxgCIgR0d28K";
    private const string CachedStep = "Co8BCkdzaGEyNTY6NzZiN2NhNzViMjY3NWEyZjg1OGU0ZWM3Mjk1MGQ0NGI1YTk4NDM4ODA2MWRjZDY5YjVlZmYwZjEzMTEzYWFkOBomWzEvMl0gRlJPTSBkb2NrZXIuaW8vbGlicmFyeS9idXN5Ym94OjEgASoMCLXhhdgGEO3/69IBMgwIteGF2AYQ8aPu0gE=";
    private const string Exporting = "EpQBCh9uYW1pbmcgdG8gZG9ja2VyLmlvL2xpYnJhcnkvZjoxEkdzaGEyNTY6ZjFjOWQyMzUzYTlkZWY4MDkyNjhkZjI4YTI1OGMxMTUwNjg3MTFhNGZhYmMzNTIzZDhiYWQyMTk4MjA3NzIxYzIMCLXhhdgGEKazgrsCOgwIteGF2AYQqJTwuQJCDAi14YXYBhDvsIK7Ag==";

    [Fact]
    public void A_failed_step_has_its_name_times_inputs_and_error()
    {
        var vertex = Assert.Single(Parse(FailedStep).Vertices);

        Assert.Equal("sha256:e322dfd431cb8b7794de555e8e442353d9451d573e27e41220d62f3ec447014a", vertex.Digest);
        Assert.Equal("[builder 3/3] RUN echo failing; for i in 1 2 3; do echo line $i; done; exit 3", vertex.Name);
        Assert.Equal(["sha256:914911f592c47c7dbb176c5294d0f6a6ba2fd63fe55d0477cd51ab211c11801f"], vertex.Inputs);
        Assert.False(vertex.Cached);
        Assert.Equal("2026-11-21T10:21:41.1739332+00:00", $"{vertex.Started:O}");
        Assert.Equal("2026-11-21T10:21:41.4047984+00:00", $"{vertex.Completed:O}");
        Assert.Equal("process \"/bin/sh -c echo failing; for i in 1 2 3; do echo line $i; done; exit 3\" did not complete successfully: exit code: 3", vertex.Error);
    }

    [Fact]
    public void A_cached_step_says_so_and_has_no_error()
    {
        var vertex = Assert.Single(Parse(CachedStep).Vertices);

        Assert.Equal("[1/2] FROM docker.io/library/busybox:1", vertex.Name);
        Assert.True(vertex.Cached);
        Assert.Null(vertex.Error);
        Assert.Empty(vertex.Inputs);
    }

    [Fact]
    public void A_log_has_its_step_stream_and_bytes()
    {
        var log = Assert.Single(Parse(StandardError).Logs);

        Assert.Equal("sha256:914911f592c47c7dbb176c5294d0f6a6ba2fd63fe55d0477cd51ab211c11801f", log.Vertex);
        Assert.True(log.IsError);
        Assert.Equal("two\n", Encoding.UTF8.GetString(log.Data.Span));
        Assert.Equal("2026-11-21T10:21:41.1331266+00:00", $"{log.Time:O}");
    }

    [Fact]
    public void Progress_inside_a_step_is_read()
    {
        var progress = Assert.Single(Parse(Exporting).Progress);

        Assert.Equal(
            new VertexProgress("naming to docker.io/library/f:1", "sha256:f1c9d2353a9def809268df28a258c115068711a4fabc3523d8bad2198207721c", "", 0, 0, Completed: true),
            progress);
    }

    [Fact]
    public void A_warning_is_read_with_its_explanation()
    {
        var warning = Write(w =>
        {
            Write(w, 1, ByteString.CopyFromUtf8("sha256:1"));
            w.WriteTag(2, WireFormat.WireType.Varint);
            w.WriteInt64(1);
            Write(w, 3, ByteString.CopyFromUtf8("Empty continuation line"));
            Write(w, 4, ByteString.CopyFromUtf8("more"));
            Write(w, 5, ByteString.CopyFromUtf8("https://example.com/rule"));
        });

        var read = Assert.Single(SolveStatus.Parse(Write(w => Write(w, 4, warning)).ToByteArray()).Warnings);

        Assert.Equal(("sha256:1", 1L, "Empty continuation line"), (read.Vertex, read.Level, read.Summary));
        Assert.Equal(["more"], read.Details);
        Assert.Equal(new Uri("https://example.com/rule"), read.Explanation);
    }

    [Fact]
    public void Fields_that_are_unknown_are_skipped()
    {
        var status = SolveStatus.Parse(Write(w =>
        {
            Write(w, 99, ByteString.CopyFromUtf8("from the future"));
            Write(w, 1, Write(v => Write(v, 3, ByteString.CopyFromUtf8("[1/1] FROM scratch"))));
        }).ToByteArray());

        Assert.Equal("[1/1] FROM scratch", Assert.Single(status.Vertices).Name);
    }

    [Fact]
    public void A_message_that_is_cut_short_is_invalid_data()
    {
        var message = Convert.FromBase64String(FailedStep);

        var problem = Assert.Throws<InvalidDataException>(() => SolveStatus.Parse(message[..^20]));

        Assert.StartsWith("not a BuildKit status message: ", problem.Message, StringComparison.Ordinal);
    }

    private static SolveStatus Parse(string base64) => SolveStatus.Parse(Convert.FromBase64String(base64));

    private static ByteString Write(Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        using var output = new CodedOutputStream(bytes);
        write(output);
        output.Flush();
        return ByteString.CopyFrom(bytes.ToArray());
    }

    private static void Write(CodedOutputStream output, int field, ByteString value)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(value);
    }
}
