using System.Text;
using Slipway.Files;

namespace Slipway;

public sealed partial class AbsolutePath
{
    /// <summary>Whether a file is there, or a link to one.</summary>
    public bool IsFile => File.Exists(_text);

    /// <summary>Whether a folder is there, or a link to one.</summary>
    public bool IsFolder => Directory.Exists(_text);

    /// <summary>What a file holds.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public string ReadAllText() => File.ReadAllText(_text);

    /// <summary>What a file holds.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public byte[] ReadAllBytes() => File.ReadAllBytes(_text);

    /// <summary>Writes a file, whole or not at all, and the folders on its way. A file that is there keeps its mode bits.</summary>
    /// <param name="text">What it is to hold, as UTF-8.</param>
    /// <exception cref="IOException">It cannot be written; what was there is unchanged.</exception>
    public AbsolutePath WriteAllText(string text) => WriteAllBytes(Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="WriteAllText"/>
    /// <param name="bytes">What it is to hold.</param>
    public AbsolutePath WriteAllBytes(byte[] bytes)
    {
        AtomicFile.Write(_text, stream => stream.Write(bytes));
        return this;
    }
}
