namespace Slipway.Containers.Engine;

/// <summary>A command that is to run in a container that runs already.</summary>
public sealed record ExecRequest
{
    /// <summary>The command and its arguments, each by itself.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Who runs it; the container's user unless set.</summary>
    public string? User { get; init; }

    /// <summary>The folder to run in; the container's own unless set.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>Whether it runs with all rights. Not unless set.</summary>
    public bool IsPrivileged { get; init; }

    /// <summary>More variables, each <c>NAME=value</c>.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>Takes its standard output; it is kept as text in the result unless set.</summary>
    public Stream? Output { get; init; }

    /// <summary>Writes its standard input, which is then closed. It has none unless set.</summary>
    public Func<Stream, CancellationToken, Task>? Input { get; init; }
}
