using System.Text;

namespace Slipway.Tests.Reporting.Terminals;

/// <summary>A code page: ASCII and a few more signs, a byte each. As on Windows, what it lacks becomes what looks alike to it, or a question mark.</summary>
/// <param name="signs">What it has beside ASCII.</param>
internal sealed class CodePage(string signs) : Encoding
{
    public override int GetByteCount(char[] chars, int index, int count) => count;

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex)
    {
        for (var i = 0; i < charCount; i++)
            bytes[byteIndex + i] = ByteOf(chars[charIndex + i]);
        return charCount;
    }

    public override int GetCharCount(byte[] bytes, int index, int count) => count;

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        for (var i = 0; i < byteCount; i++)
            chars[charIndex + i] = bytes[byteIndex + i] < 128 ? (char)bytes[byteIndex + i] : signs[bytes[byteIndex + i] - 128];
        return byteCount;
    }

    public override int GetMaxByteCount(int charCount) => charCount;

    public override int GetMaxCharCount(int byteCount) => byteCount;

    private byte ByteOf(char c) => c switch
    {
        < (char)128 => (byte)c,
        _ when signs.IndexOf(c, StringComparison.Ordinal) is >= 0 and var index => (byte)(128 + index),
        '…' => (byte)'.',
        _ => (byte)'?',
    };
}
