using System.Buffers.Binary;
using System.Formats.Tar;

namespace Slipway.Containers.Deploying;

/// <summary>A program of some 150 bytes that reads its input to the end, as an image: what a lock on an engine is made of.</summary>
/// <remarks>
/// No image that is on an engine for sure has a program that could do it, and none is to be pulled for it. The machine code
/// reads (system call read) until there is nothing more, and exits.
/// </remarks>
internal static class HoldImage
{
    public const string Reference = "slipway/lock:1";

    public const string Program = "/hold";

    private const int HeaderSize = 64 + 56;
    private const ulong Address = 0x400000;

    // xor eax,eax; xor edi,edi; lea rsi,[rsp-64]; mov edx,64; syscall; test rax,rax; jg start; mov eax,60; xor edi,edi; syscall
    private static readonly byte[] Amd64 = Convert.FromHexString("31c031ff488d7424c0ba400000000f054885c07febb83c00000031ff0f05");

    // mov x0,0; sub x1,sp,64; mov x2,64; mov x8,63; svc 0; cmp x0,0; b.gt start; mov x0,0; mov x8,93; svc 0
    private static readonly byte[] Arm64 = Convert.FromHexString("000080d2e10301d1020880d2e80780d2010000d41f0000f14cffff54000080d2a80b80d2010000d4");

    /// <summary>Whether there is a program for an architecture.</summary>
    public static bool Supports(string architecture) => architecture is "amd64" or "arm64";

    /// <summary>The file system of the image: one file.</summary>
    public static byte[] Tar(string architecture)
    {
        using var tar = new MemoryStream();
        using var program = new MemoryStream(Elf(architecture));
        using (var writer = new TarWriter(tar, TarEntryFormat.Ustar, leaveOpen: true))
        {
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, Program[1..])
            {
                Mode = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute,
                DataStream = program,
            });
        }

        return tar.ToArray();
    }

    // ELF-64: the header, one segment to load, the code.
    private static byte[] Elf(string architecture)
    {
        var (machine, code) = architecture == "arm64" ? ((ushort)183, Arm64) : ((ushort)62, Amd64);
        var file = new byte[HeaderSize + code.Length];
        "\u007fELF\u0002\u0001\u0001"u8.CopyTo(file);
        Write16(16, 2);
        Write16(18, machine);
        Write32(20, 1);
        Write64(24, Address + HeaderSize);
        Write64(32, 64);
        Write16(52, 64);
        Write16(54, 56);
        Write16(56, 1);
        Write32(64, 1);
        Write32(68, 5);
        Write64(80, Address);
        Write64(88, Address);
        Write64(96, (ulong)file.Length);
        Write64(104, (ulong)file.Length);
        Write64(112, 0x10000);
        code.CopyTo(file, HeaderSize);
        return file;

        void Write16(int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), value);

        void Write32(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), value);

        void Write64(int at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(at), value);
    }
}
