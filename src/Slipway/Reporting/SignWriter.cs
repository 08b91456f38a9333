using System.Text;

namespace Slipway.Reporting;

/// <summary>Writes to an output what it can show.</summary>
/// <param name="output">The output.</param>
/// <param name="signs">What it can show.</param>
internal sealed class SignWriter(TextWriter output, Signs signs) : TextWriter
{
    public override Encoding Encoding => output.Encoding;

    /// <summary>The output itself where it shows everything.</summary>
    public static TextWriter Over(TextWriter output) => output is not SignWriter && Signs.Of(output.Encoding) is { ShowAll: false } signs ? new SignWriter(output, signs) : output;

    public override void Write(char value) => output.Write(signs.Of(value.ToString()));

    public override void Write(char[] buffer, int index, int count) => output.Write(signs.Of(new string(buffer, index, count)));

    public override void Write(ReadOnlySpan<char> buffer) => output.Write(signs.Of(buffer.ToString()));

    public override void Write(string? value) => output.Write(signs.Of(value ?? ""));

    public override void WriteLine(string? value) => output.WriteLine(signs.Of(value ?? ""));

    public override void WriteLine() => output.WriteLine();

    public override Task WriteAsync(string? value) => output.WriteAsync(signs.Of(value ?? ""));

    public override Task WriteLineAsync(string? value) => output.WriteLineAsync(signs.Of(value ?? ""));

    public override Task WriteLineAsync() => output.WriteLineAsync();

    public override void Flush() => output.Flush();

    public override Task FlushAsync() => output.FlushAsync();
}
