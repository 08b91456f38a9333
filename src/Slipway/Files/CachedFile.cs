using System.Runtime.InteropServices;

namespace Slipway.Files;

/// <summary>A file as it lies in the cache of hashes.</summary>
/// <param name="Stamp">What the system said of it.</param>
/// <param name="Hash">The hash of its content.</param>
/// <param name="NameStart">Where its name begins among the characters.</param>
/// <param name="NameLength">How many characters its name has.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct CachedFile(FileStamp Stamp, ContentHash Hash, int NameStart, int NameLength);
