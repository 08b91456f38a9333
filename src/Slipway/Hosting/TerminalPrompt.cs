using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Slipway.Hosting;

/// <summary>Asks at the terminal of this process, without echo.</summary>
/// <param name="output">Where the question goes.</param>
/// <param name="environment">On a CI machine nobody answers, even where there is a terminal.</param>
/// <param name="descriptor">The terminal; standard input unless set. Counts on Unix.</param>
internal sealed class TerminalPrompt(TextWriter output, IReadOnlyDictionary<string, string> environment, int descriptor = 0) : ISecretPrompt
{
    public bool IsAvailable => !Console.IsInputRedirected && !Console.IsErrorRedirected && !environment.ContainsKey("CI");

    public async Task<string?> AskAsync(string question, CancellationToken cancellationToken)
    {
        using var echo = TerminalEcho.Off(descriptor);
        try
        {
            return await ReadAnswerAsync(question, OperatingSystem.IsWindows() ? ReadKeys : ReadLine, cancellationToken);
        }
        finally
        {
            // The line ending that was typed was not shown either.
            await output.WriteLineAsync();
            await output.FlushAsync(CancellationToken.None);
        }
    }

    public Task<string?> AskOpenlyAsync(string question, CancellationToken cancellationToken) =>
        ReadAnswerAsync(question, OperatingSystem.IsWindows() ? Console.ReadLine : ReadLine, cancellationToken);

    private async Task<string?> ReadAnswerAsync(string question, Func<string?> read, CancellationToken cancellationToken)
    {
        await output.WriteAsync(question);
        await output.FlushAsync(cancellationToken);
        // A read of a terminal cannot be called off: it is left behind, and ends with the process.
        return await Task.Run(read, CancellationToken.None).WaitAsync(cancellationToken);
    }

    // Console.In shows what it reads from a terminal; the bytes themselves do not.
    private string? ReadLine()
    {
        using var handle = new SafeFileHandle(descriptor, ownsHandle: false);
        using var input = new FileStream(handle, FileAccess.Read, bufferSize: 0);
        var line = new List<byte>();
        var buffer = new byte[1];
        while (input.Read(buffer, 0, 1) == 1)
        {
            if (buffer[0] == (byte)'\n')
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(buffer[0]);
        }

        return null;
    }

    private static string? ReadKeys()
    {
        var text = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
                text.Length = Math.Max(0, text.Length - 1);
            else if (key.KeyChar != '\0')
                text.Append(key.KeyChar);
        }

        return text.ToString();
    }
}
