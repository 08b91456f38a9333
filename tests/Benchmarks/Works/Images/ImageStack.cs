using System.Globalization;

namespace Benchmarks.Works.Images;

/// <summary>A stack of small images, each with a file, a copy and a step. No other stack shares a step with it.</summary>
internal sealed class ImageStack(ContainerBuilds builds, string name)
{
    /// <summary>What all of them start from.</summary>
    public const string Base = "alpine:3.21";

    private int _changes;

    public string Name => name;

    public string Folder => builds.FolderOf(name);

    /// <summary>Writes so many images.</summary>
    public ImageStack Write(int count)
    {
        var services = "";
        for (var i = 0; i < count; i++)
        {
            WriteFile($"s{i}/Dockerfile", $"FROM {Base}\nCOPY page.txt /\nRUN sha256sum /page.txt > /sum.txt\nLABEL of={name}-{i}\nUSER 1000\n");
            WriteFile($"s{i}/page.txt", $"{i} of {name}\n");
            services += $"  s{i}: {{ image: 'slipway-benchmark/{name}-{i}:1', build: ./s{i} }}\n";
        }

        WriteFile("compose.yaml", "services:\n" + services);
        return this;
    }

    /// <summary>Gives one file a content that it never had.</summary>
    public void Change(string file) => WriteFile(file, string.Create(CultureInfo.InvariantCulture, $"{++_changes} of {name}, {Guid.NewGuid()}\n"));

    public void WriteFile(string path, string text)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
