using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Slipway.Hosting;

namespace Slipway.Tests.Reporting.Terminals;

/// <summary>A terminal of the kernel's, and what somebody who looks at it would see.</summary>
internal sealed partial class PseudoTerminal : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly FileStream _master;
    private readonly FileStream _slave;
    private readonly ScreenModel _screen;
    private readonly Thread _reading;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CountingWriter _writer;
    private TerminalSize _size;

    public PseudoTerminal(int columns, int rows, bool rewraps = true)
    {
        _size = new TerminalSize(columns, rows);
        _screen = new ScreenModel(columns, rows, rewraps);
        var size = new WindowSize { Rows = (ushort)rows, Columns = (ushort)columns };
        Assert.Equal(0, openpty(out var master, out var slave, 0, 0, ref size));
#pragma warning disable CA2000 // The streams own their handles.
        _master = new FileStream(new SafeFileHandle(master, ownsHandle: true), FileAccess.ReadWrite, 1);
        _slave = new FileStream(new SafeFileHandle(slave, ownsHandle: true), FileAccess.Write, 1);
#pragma warning restore CA2000
        _writer = new CountingWriter(_slave) { AutoFlush = true };
        Writer = TextWriter.Synchronized(_writer);
        _reading = new Thread(Read) { IsBackground = true };
        _reading.Start();
    }

    public TextWriter Writer { get; }

    /// <summary>The terminal as programs see it.</summary>
    public int Descriptor => (int)_slave.SafeFileHandle.DangerousGetHandle();

    /// <summary>The device that programs can write to.</summary>
    public string Device => File.ResolveLinkTarget($"/proc/self/fd/{_slave.SafeFileHandle.DangerousGetHandle()}", returnFinalTarget: false)!.FullName;

    /// <summary>Every byte that came, as text.</summary>
    public StringBuilder Raw { get; } = new();

    public TerminalSize Size()
    {
        lock (_gate)
            return _size;
    }

    /// <summary>Drags the terminal's corner.</summary>
    public void Resize(int columns, int rows)
    {
        lock (_gate)
        {
            _size = new TerminalSize(columns, rows);
            _screen.Resize(columns, rows);
        }
    }

    /// <summary>Waits until the screen is as a test wants it, and gives it as text.</summary>
    public async Task<string> WaitForAsync(Func<string, bool> isThere)
    {
        while (true)
        {
            Task changed;
            string text;
            lock (_gate)
            {
                text = _screen.Screen;
                if (isThere(text))
                    return text;
                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(Deadline, TestContext.Current.CancellationToken);
            }
            catch (TimeoutException)
            {
                Assert.Fail("The screen stayed:\n" + text);
            }
        }
    }

    /// <summary>Types at its keyboard.</summary>
    public void Type(string text) => _master.Write(Encoding.UTF8.GetBytes(text));

    /// <summary>Waits until this has come, and nothing else.</summary>
    public Task HearAsync(string all) => WaitForAsync(_ => Raw.Equals(all));

    /// <summary>Waits until everything that was written has arrived.</summary>
    public Task SettleAsync() => WaitForAsync(_ => Raw.ToString().Count(c => c == '\e') == _writer.Sequences);

    /// <summary>All that the terminal shows and has shown, once what was written so far has arrived.</summary>
    public async Task<string> AllAsync()
    {
        const string last = "(end)";
        await Writer.WriteAsync(last);
        await WaitForAsync(screen => screen.EndsWith(last, StringComparison.Ordinal));
        lock (_gate)
            return _screen.All[..^last.Length];
    }

    public bool IsCursorShown
    {
        get
        {
            lock (_gate)
                return _screen.IsCursorShown;
        }
    }

    public void Dispose()
    {
        // Reading ends when nobody holds the other end any more.
        Writer.Dispose();
        _writer.Dispose();
        _slave.Dispose();
        _reading.Join(Deadline);
        _master.Dispose();
    }

    private void Read()
    {
        var decoder = Encoding.UTF8.GetDecoder();
        var bytes = new byte[4096];
        var chars = new char[4096];
        try
        {
            while (_master.Read(bytes) is > 0 and var count)
            {
                lock (_gate)
                {
                    var text = new string(chars, 0, decoder.GetChars(bytes.AsSpan(0, count), chars, flush: false));
                    Raw.Append(text);
                    _screen.Feed(text);
                    (var changed, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
                    changed.SetResult();
                }
            }
        }
        catch (IOException)
        {
            // EIO: the last writer has closed its end.
        }
    }

    private sealed class CountingWriter(Stream stream) : StreamWriter(stream, new UTF8Encoding(false), 16 * 1024)
    {
        public int Sequences { get; private set; }

        public override void Write(string? value)
        {
            Sequences += value?.Count(c => c == '\e') ?? 0;
            base.Write(value);
        }
    }

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int openpty(out int master, out int slave, nint name, nint settings, ref WindowSize size);

    [StructLayout(LayoutKind.Sequential)]
    private struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort Width;
        public ushort Height;
    }
}
