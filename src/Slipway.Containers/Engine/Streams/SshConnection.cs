using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Slipway.Containers.Engine.Streams;

/// <summary>The standard input and output of an <c>ssh</c> that runs <c>docker system dial-stdio</c> on the engine's machine.</summary>
internal sealed class SshConnection : ForwardStream
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly Process _ssh;
    private readonly Stream _input;
    private readonly Stream _output;
    private readonly StringBuilder _words = new();
    private bool _hasAnswered;

    private SshConnection(Process ssh)
    {
        _ssh = ssh;
        _input = ssh.StandardInput.BaseStream;
        _output = ssh.StandardOutput.BaseStream;
        ssh.ErrorDataReceived += (_, e) => Hear(e.Data);
        ssh.BeginErrorReadLine();
    }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    /// <summary>Starts <c>ssh</c>.</summary>
    /// <param name="address">The engine's address.</param>
    /// <exception cref="EngineConnectException">There is no such program.</exception>
    public static SshConnection Open(string address)
    {
#pragma warning disable RS0030 // Bytes both ways, for as long as the connection lives: the runner of programs reads lines of text.
        var start = new ProcessStartInfo("ssh") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in SshAddress.Arguments(address))
            start.ArgumentList.Add(argument);
        // Nobody is there to answer a question about a password or an unknown host: that would wait for ever.
        start.Environment["SSH_ASKPASS_REQUIRE"] = "never";
        try
        {
            return new SshConnection(Process.Start(start)!);
        }
        catch (Win32Exception e)
        {
            throw new EngineConnectException($"ssh cannot be started: {e.Message}", isForbidden: false, e);
        }
#pragma warning restore RS0030
    }

    /// <summary>Says that nothing more will be written.</summary>
    public void CloseInput() => _input.Close();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await _output.ReadAsync(buffer, cancellationToken);
        _hasAnswered |= read > 0;
        if (read == 0 && buffer.Length > 0 && !_hasAnswered)
            throw new EngineConnectException(await WordsAsync(), isForbidden: false, new EndOfStreamException());
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => _output.Read(buffer, offset, count);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _input.WriteAsync(buffer, cancellationToken);
        await _input.FlushAsync(cancellationToken);
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        _input.Write(buffer, offset, count);
        _input.Flush();
    }

    public override void Flush() => _input.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => _input.FlushAsync(cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            try
            {
                _ssh.Kill(entireProcessTree: true);
            }
            catch (InvalidOperationException)
            {
                // It has ended.
            }

            _ssh.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Hear(string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
        {
            lock (_words)
                _words.Append(_words.Length > 0 ? "; " : "").Append(line.Trim());
        }
    }

    // Standard error may come a little after the end of standard output.
    private async Task<string> WordsAsync()
    {
        using var patience = new CancellationTokenSource(LastWords);
        await _ssh.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_words)
            return _words.Length > 0 ? $"ssh says: {_words}" : "ssh ended without an answer";
    }
}
