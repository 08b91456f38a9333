using System.Globalization;

namespace Slipway.GitHub.Tests.Rest;

/// <summary>A client, a server, and a clock that passes over every wait of which the client tells.</summary>
public abstract class GitHubTest : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<string> _said = [];

    private protected FakeGitHub Server { get; } = new();

    private protected TestProject Project { get; } = new();

    private protected FakeClock Clock { get; } = new();

    private protected IReadOnlyList<string> Said
    {
        get
        {
            lock (_gate)
                return [.. _said];
        }
    }

    private protected GitHubOptions Options => new() { ApiUrl = Server.Url, Token = new Secret("s3cret-token"), Repository = "acme/shop" };

    private protected GitHubClient Client => field ??= new GitHubClient(Options, Clock, Say);

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        Client.Dispose();
        Project.Dispose();
        Server.Dispose();
    }

    /// <summary>The one problem that something fails with.</summary>
    private protected static async Task<string> ProblemOf(Func<Task> work) => (await Assert.ThrowsAsync<ProblemException>(work)).Message;

    private protected void Say(string text)
    {
        lock (_gate)
            _said.Add(text);
        var seconds = double.Parse(text.Split(' ')[^2], CultureInfo.InvariantCulture);
        _ = Task.Run(async () =>
        {
            await Clock.WaitForTimersAsync();
            Clock.Advance(TimeSpan.FromSeconds(seconds));
        });
    }
}
