using Slipway.Execution;
using Slipway.Hosting;

namespace Slipway;

/// <summary>The person at the terminal of a run, and its standard output.</summary>
public sealed class BuildTerminal
{
    private readonly HostOptions _options;
    private readonly SecretMask _mask;
    private readonly Lock _printing = new();

    internal BuildTerminal(HostOptions options, SecretMask mask, bool hasColors)
    {
        _options = options;
        _mask = mask;
        HasColors = hasColors;
    }

    /// <summary>Whether what people read may carry colours.</summary>
    public bool HasColors { get; }

    /// <summary>Whether there is a person who can be asked.</summary>
    public bool IsInteractive => _options.Prompt is { IsAvailable: true };

    /// <summary>Called with true before somebody takes the terminal, and with false after.</summary>
    internal Action<bool>? Taken { get; set; }

    /// <summary>Writes lines to standard output as they are, for programs that read them; secrets are masked.</summary>
    /// <remarks>See <see cref="IBuild.PrintsResults"/>, which sends everything else to standard error.</remarks>
    /// <param name="text">One line or several, without the last line ending.</param>
    public void Print(string text)
    {
        var masked = _mask.Apply(text);
        lock (_printing)
        {
            _options.Out.Write(masked + "\n");
            _options.Out.Flush();
        }
    }

    /// <summary>Asks a question, and shows what is typed.</summary>
    /// <param name="question">What is asked, on one line.</param>
    /// <param name="cancellationToken">Ends the wait, as Ctrl-C does.</param>
    /// <returns>The answer; <see langword="null"/> where there is nobody to ask, or none is given.</returns>
    public async Task<string?> AskAsync(string question, CancellationToken cancellationToken) => IsInteractive
        ? await TakeAsync(() => _options.Prompt!.AskOpenlyAsync(question, cancellationToken))
        : null;

    /// <summary>Has the terminal for itself while something goes on there: no live view is drawn.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="work">Reads and writes the terminal.</param>
    public async Task<T> TakeAsync<T>(Func<Task<T>> work)
    {
        Taken?.Invoke(obj: true);
        try
        {
            return await work();
        }
        finally
        {
            Taken?.Invoke(obj: false);
        }
    }
}
