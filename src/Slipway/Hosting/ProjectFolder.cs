namespace Slipway.Hosting;

/// <summary>Finds the folder of a project.</summary>
internal static class ProjectFolder
{
    /// <summary>The nearest folder, from <paramref name="start"/> upwards, that holds <c>.nuke</c>.</summary>
    /// <exception cref="ProblemException">There is none.</exception>
    public static string Find(string start)
    {
        for (var folder = Path.GetFullPath(start); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(Path.Combine(folder, ".nuke")))
                return folder;
        }

        throw new ProblemException(new Problem(
            "SW0050",
            $"neither '{start}' nor a folder above it holds '.nuke'",
            Try: "run inside the project, or make the folder: mkdir .nuke",
            ExitCode: ExitCodes.BuildIsWrong));
    }
}
