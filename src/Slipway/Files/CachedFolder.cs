using System.Runtime.InteropServices;

namespace Slipway.Files;

/// <summary>A folder as it lies in the cache of hashes.</summary>
/// <param name="PathStart">Where its path begins among the characters.</param>
/// <param name="PathLength">How many characters its path has.</param>
/// <param name="FirstFile">The first of its files.</param>
/// <param name="FileCount">How many files are known of it.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct CachedFolder(int PathStart, int PathLength, int FirstFile, int FileCount);
