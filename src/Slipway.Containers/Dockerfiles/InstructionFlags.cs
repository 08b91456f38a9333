namespace Slipway.Containers.Dockerfiles;

/// <summary>Knows the instructions and their flags.</summary>
internal static class InstructionFlags
{
    private static readonly Dictionary<string, FlagKind> None = [];

    // Those of ARG and STOPSIGNAL are not looked at by BuildKit either.
    private static readonly Dictionary<string, Dictionary<string, FlagKind>?> Known = new(StringComparer.Ordinal)
    {
        ["ADD"] = Flags(("chown", FlagKind.Text), ("chmod", FlagKind.Text), ("link", FlagKind.Switch), ("keep-git-dir", FlagKind.Switch), ("checksum", FlagKind.Text), ("exclude", FlagKind.Texts), ("unpack", FlagKind.Switch)),
        ["ARG"] = null,
        ["CMD"] = None,
        ["COPY"] = Flags(("from", FlagKind.Text), ("chown", FlagKind.Text), ("chmod", FlagKind.Text), ("link", FlagKind.Switch), ("parents", FlagKind.Switch), ("exclude", FlagKind.Texts)),
        ["ENTRYPOINT"] = None,
        ["ENV"] = None,
        ["EXPOSE"] = None,
        ["FROM"] = Flags(("platform", FlagKind.Text)),
        ["HEALTHCHECK"] = Flags(("interval", FlagKind.Text), ("timeout", FlagKind.Text), ("start-period", FlagKind.Text), ("start-interval", FlagKind.Text), ("retries", FlagKind.Text)),
        ["LABEL"] = None,
        ["MAINTAINER"] = None,
        ["ONBUILD"] = None,
        ["RUN"] = Flags(("mount", FlagKind.Texts), ("network", FlagKind.Text), ("security", FlagKind.Text), ("device", FlagKind.Texts)),
        ["SHELL"] = None,
        ["STOPSIGNAL"] = null,
        ["USER"] = None,
        ["VOLUME"] = None,
        ["WORKDIR"] = None,
    };

    /// <summary>The instructions, in upper case.</summary>
    public static IEnumerable<string> Keywords => Known.Keys;

    /// <summary>Whether there is such an instruction.</summary>
    public static bool Knows(string keyword) => Known.ContainsKey(keyword);

    /// <summary>Adds what is wrong with the flags of an instruction.</summary>
    public static void Check(string keyword, IReadOnlyList<DockerfileFlag> flags, List<Problem> problems)
    {
        if (flags.Count == 0 || Known[keyword] is not { } known)
            return;
        for (var i = 0; i < flags.Count; i++)
        {
            var flag = flags[i];
            if (!known.TryGetValue(flag.Name, out var kind))
                problems.Add(DockerfilesProblems.UnknownFlag(flag.Place, keyword, flag.Name, known.Keys));
            else if (kind != FlagKind.Texts && flags.Take(i).Any(before => before.Name == flag.Name))
                problems.Add(DockerfilesProblems.FlagTwice(flag.Place, keyword, flag.Name));
            else if (kind == FlagKind.Switch && flag.HasValue && flag.Value.ToUpperInvariant() is not ("TRUE" or "FALSE"))
                problems.Add(DockerfilesProblems.BadFlagValue(flag.Place, flag.Name, flag.Value, $"write --{flag.Name}, or true or false after '='"));
            else if (kind != FlagKind.Switch && !flag.HasValue)
                problems.Add(DockerfilesProblems.NoFlagValue(flag.Place, flag.Name));
            else
                CheckValue(flag, problems);
        }
    }

    private static void CheckValue(DockerfileFlag flag, List<Problem> problems)
    {
        if (flag.Name == "network" && flag.Value is not ("default" or "none" or "host"))
            problems.Add(DockerfilesProblems.BadFlagValue(flag.Place, flag.Name, flag.Value, "write default, none or host"));
        else if (flag.Name == "security" && flag.Value is not ("insecure" or "sandbox"))
            problems.Add(DockerfilesProblems.BadFlagValue(flag.Place, flag.Name, flag.Value, "write insecure or sandbox"));
        else if (flag.Name == "mount")
            RunMountReader.CheckAsWritten(flag, problems);
    }

    private static Dictionary<string, FlagKind> Flags(params (string Name, FlagKind Kind)[] flags) =>
        flags.ToDictionary(flag => flag.Name, flag => flag.Kind, StringComparer.Ordinal);
}
