namespace EndToEnd.Images;

/// <summary>What a <see cref="FaultyRegistry"/> does in place of an answer.</summary>
internal sealed record Fault(FaultKind Kind)
{
    /// <summary>The connection breaks before the registry hears of the request.</summary>
    public static Fault Reset { get; } = new(FaultKind.Reset);

    /// <summary>Nothing comes, and the connection stays open.</summary>
    public static Fault Hang { get; } = new(FaultKind.Hang);

    /// <summary>The registry does what it is asked for, and the connection breaks before its answer.</summary>
    public static Fault LostAnswer { get; } = new(FaultKind.LostAnswer);

    /// <summary>Half of the answer's body comes.</summary>
    public static Fault Truncated { get; } = new(FaultKind.Truncated);

    /// <summary>The line after <c>HTTP/1.1</c>.</summary>
    public string StatusLine { get; private init; } = "";

    /// <summary>More headers, each with its line's end.</summary>
    public string Headers { get; init; } = "";

    /// <summary>The registry refuses, or says that something is wrong with it.</summary>
    public static Fault Status(string line) => new(FaultKind.Status) { StatusLine = line };
}
