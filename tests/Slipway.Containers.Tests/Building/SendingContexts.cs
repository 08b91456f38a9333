using System.Text;
using Slipway.Containers.Building;
using Slipway.Containers.Tests.Engine;

namespace Slipway.Containers.Tests.Building;

public sealed class SendingContexts
{
    [Fact]
    public async Task What_goes_wrong_while_the_context_is_read_is_told_as_it_is()
    {
        await using var engine = RecordedBuilds.Engine("buildkit-built");
        using var client = engine.Client();
        var request = RecordedBuilds.Request with { WriteContext = (_, _) => throw new FileNotFoundException("src/Api/main.py is gone") };

        var problem = await Assert.ThrowsAsync<FileNotFoundException>(() => new EngineBuilder(client).BuildAsync(request, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal("src/Api/main.py is gone", problem.Message);
    }

    [Fact]
    public async Task A_request_that_is_refused_at_once_says_why_although_the_context_is_large()
    {
        await using var engine = new FakeEngine();
        engine.On("POST /v1.45/build", new FakeEngine.Answer("""{"message":"invalid reference format: repository name must be lowercase"}""") { Status = "400 Bad Request", BeforeBody = true });
        using var client = engine.Client();
        var context = new LargeContext();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => new EngineBuilder(client).BuildAsync(context.Request, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(
            """
            error SW0404: the Docker engine could not build image 'api'
              engine:  invalid reference format: repository name must be lowercase (HTTP 400)
              try: write the image's name in lower case letters, digits and single . _ - between them
            """,
            problem.Message);
        Assert.Equal(0, context.Sent);
    }

    [Fact]
    public async Task A_refusal_in_mid_context_is_told_although_the_rest_cannot_be_sent()
    {
        await using var engine = new FakeEngine();
        engine.On("POST /v1.45/build", new FakeEngine.Answer("""{"message":"invalid reference format: repository name must be lowercase"}""") { Status = "500 Internal Server Error", AfterBodyBytes = 10_000 });
        using var client = engine.Client();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => new EngineBuilder(client).BuildAsync(new LargeContext().Request, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(
            """
            error SW0404: the Docker engine could not build image 'api'
              engine:  invalid reference format: repository name must be lowercase (HTTP 500)
              try: write the image's name in lower case letters, digits and single . _ - between them
            """,
            problem.Message);
    }

    [Fact]
    public async Task Every_archive_starts_with_a_plain_header_by_which_BuildKit_knows_it()
    {
        await using var engine = RecordedBuilds.Engine("buildkit-built");
        using var client = engine.Client();

        await new EngineBuilder(client).BuildAsync(RecordedBuilds.Request, cancellationToken: TestContext.Current.CancellationToken);

        var header = engine.Requests[^1].Body.AsSpan(0, 512);
        Assert.Equal("./", Encoding.ASCII.GetString(header[..2]));
        Assert.Equal("0000755", Encoding.ASCII.GetString(header[100..107]));
        Assert.Equal('5', (char)header[156]);
        Assert.Equal("ustar", Encoding.ASCII.GetString(header[257..262]));
    }

    [Fact]
    public async Task A_build_whose_connection_breaks_says_so()
    {
        await using var engine = new FakeEngine();
        engine.On("POST /v1.45/build", new FakeEngine.Answer("{}\n") { Breaks = true });
        using var client = engine.Client();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => new EngineBuilder(client).BuildAsync(RecordedBuilds.Request, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal("the connection to the Docker engine was lost while asking it to build image 'api'", problem.Problems[0].What);
    }

    [Fact]
    public async Task Cancelling_ends_the_waiting_by_closing_the_connection()
    {
        await using var engine = new FakeEngine();
        engine.On("POST /v1.45/build", new FakeEngine.Answer("{}\n") { Until = new TaskCompletionSource().Task });
        using var client = engine.Client();
        using var stop = new CancellationTokenSource();
        stop.CancelAfter(50);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new EngineBuilder(client).BuildAsync(RecordedBuilds.Request, cancellationToken: stop.Token));
    }

    /// <summary>A context of 100 MB that counts the parts that were taken.</summary>
    private sealed class LargeContext
    {
        public int Sent { get; private set; }

        public ImageBuildRequest Request => RecordedBuilds.Request with
        {
            WriteContext = async (stream, cancellationToken) =>
            {
                for (; Sent < 1000; Sent++)
                    await stream.WriteAsync(new byte[100_000], cancellationToken);
            },
        };
    }
}
