namespace Slipway.Containers.Contexts;

/// <summary>Where a build context is.</summary>
public enum ContextLocationKind
{
    /// <summary>A folder of this machine.</summary>
    Folder,

    /// <summary>A Git repository.</summary>
    Git,

    /// <summary>An archive, or a Dockerfile alone, at an address.</summary>
    Address,

    /// <summary>An archive of this machine.</summary>
    Archive,

    /// <summary>An archive or a Dockerfile on standard input.</summary>
    StandardInput,

    /// <summary>An image.</summary>
    Image,

    /// <summary>A stage, or the image of another service or target.</summary>
    Target,

    /// <summary>An image in a folder with the layout of the Open Container Initiative.</summary>
    Layout,
}
