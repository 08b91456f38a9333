using System.Text;

namespace Slipway.Hosting;

/// <summary>Asks at the terminal of this process, without echo.</summary>
/// <param name="output">Where the question goes.</param>
/// <param name="environment">On a CI machine nobody answers, even where there is a terminal.</param>
internal sealed class TerminalPrompt(TextWriter output, IReadOnlyDictionary<string, string> environment) : ISecretPrompt
{
    public bool IsAvailable => !Console.IsInputRedirected && !Console.IsErrorRedirected && !environment.ContainsKey("CI");

    public async Task<string?> AskAsync(string question, CancellationToken cancellationToken)
    {
        await output.WriteAsync(question);
        await output.FlushAsync(cancellationToken);
        using var echo = TerminalEcho.Off();
        try
        {
            // A read of a terminal cannot be called off: it is left behind, and ends with the process.
            var answer = Task.Run(() => OperatingSystem.IsWindows() ? ReadKeys() : ReadLine(), CancellationToken.None);
            return await answer.WaitAsync(cancellationToken);
        }
        finally
        {
            // The line ending that was typed was not shown either.
            await output.WriteLineAsync();
        }
    }

    // Console.In shows what it reads from a terminal; the bytes themselves do not.
    private static string? ReadLine()
    {
        using var input = Console.OpenStandardInput();
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
