using System.Security.Cryptography;
using System.Text;

namespace Slipway.BuildKit;

/// <summary>A context of a few files that are nowhere on a disk, such as a Dockerfile that was made up.</summary>
public sealed class MemoryContext : IContextFiles
{
    private readonly SortedDictionary<string, byte[]> _files = new(PathOrder.Instance);

    /// <summary>A context with one file.</summary>
    /// <param name="name">Its name, without folders.</param>
    /// <param name="text">What is in it.</param>
    public MemoryContext(string name, string text)
    {
        Add(name, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>An empty context.</summary>
    public MemoryContext()
    {
    }

    /// <summary>Adds a file.</summary>
    /// <param name="name">Its name, without folders.</param>
    /// <param name="content">What is in it.</param>
    /// <exception cref="ArgumentException">The name has folders.</exception>
    public void Add(string name, ReadOnlyMemory<byte> content)
    {
        if (name.Contains('/', StringComparison.Ordinal))
            throw new ArgumentException($"'{name}' has a folder in it", nameof(name));
        _files[name] = content.ToArray();
    }

    /// <inheritdoc/>
    public IEnumerable<ContextFile> Enumerate(ContextSelection selection, CancellationToken cancellationToken) =>
        _files.Select(file => new ContextFile(file.Key, ContextFileKind.File) { Size = file.Value.Length, Time = ContentTime.Of(SHA256.HashData(file.Value)) });

    /// <inheritdoc/>
    public Stream Open(ContextFile file) => new MemoryStream(_files[file.Path], writable: false);

    /// <inheritdoc/>
    public bool IsUnchanged(ContextFile file) => true;
}
