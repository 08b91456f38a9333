namespace Slipway.Containers.Compose;

/// <summary>Where a path leads when every link on it is followed.</summary>
internal static class RealPath
{
    private const int MostLinks = 100;

    /// <summary>The path without links; the path itself where it leads nowhere.</summary>
    /// <param name="path">An absolute path.</param>
    public static string Of(string path)
    {
        var pending = new Stack<string>(path.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse());
        var real = "";
        for (var links = 0; pending.TryPop(out var part);)
        {
            if (part == ".")
                continue;
            if (part == "..")
            {
                real = real[..Math.Max(0, real.LastIndexOf('/'))];
                continue;
            }

            var next = $"{real}/{part}";
            if (new DirectoryInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MostLinks)
                return path;
            if (target.StartsWith('/'))
                real = "";
            foreach (var piece in target.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse())
                pending.Push(piece);
        }

        return real.Length == 0 ? "/" : real;
    }
}
