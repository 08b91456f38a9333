namespace Slipway.BuildKit;

/// <summary>What a builder may ask of us while it builds.</summary>
public sealed record SessionOptions
{
    /// <summary>
    /// Names the contexts for the builder, which keeps what it was sent under this name and asks for changes only. It should
    /// be the same for every build of the same folders. Empty unless set: contexts are then sent whole.
    /// </summary>
    public string SharedKey { get; init; } = "";

    /// <summary>The folders that it may read, by name: <c>context</c>, <c>dockerfile</c>, and those of named contexts.</summary>
    public IReadOnlyDictionary<string, IContextFiles> Contexts { get; init; } = new Dictionary<string, IContextFiles>(StringComparer.Ordinal);

    /// <summary>Gives a secret by its id, <see langword="null"/> where there is none. There are none unless set.</summary>
    public Func<string, CancellationToken, ValueTask<byte[]?>>? Secrets { get; init; }

    /// <summary>Says who we are to a registry's host, <see langword="null"/> where we are nobody. We are nobody unless set.</summary>
    public Func<string, CancellationToken, ValueTask<RegistryLogin?>>? Logins { get; init; }

    /// <summary>Opens connections to SSH agents, by the id of <c>RUN --mount=type=ssh,id=…</c>. There are none unless set.</summary>
    public IReadOnlyDictionary<string, Func<CancellationToken, ValueTask<Stream>>> SshAgents { get; init; } =
        new Dictionary<string, Func<CancellationToken, ValueTask<Stream>>>(StringComparer.Ordinal);

    /// <summary>Folders with caches in the layout of the Open Container Initiative, by the id under which the builder asks for them.</summary>
    public IReadOnlyDictionary<string, string> Caches { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
