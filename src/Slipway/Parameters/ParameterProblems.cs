using Slipway.Diagnostics;

namespace Slipway.Parameters;

/// <summary>What can be wrong with the values that people give.</summary>
internal static class ParameterProblems
{
    public static Problem UnknownOption(string option, IReadOnlyList<string> known)
    {
        var near = Nearest.To(option.TrimStart('-'), known);
        return Wrong(
            "SW0010",
            $"there is no option '{option}'",
            near.Count > 0 ? string.Join(", ", near.Select(n => "--" + n)) : "--help lists the options");
    }

    public static Problem UnknownTarget(string name, IEnumerable<string> known)
    {
        var near = Nearest.To(name, known);
        return Wrong(
            "SW0011",
            $"there is no target '{name}'",
            near.Count > 0 ? string.Join(", ", near) : "--list shows the targets");
    }

    public static Problem BadValue(string from, string value, string expected, bool isSecret, string? place = null) => new(
        "SW0012",
        $"{from} is {(isSecret ? "***" : $"'{value}'")}, which is not {expected}",
        place is null ? null : [place],
        ExitCode: ExitCodes.BuildIsWrong);

    public static Problem TakesNoValue(string option) => Wrong(
        "SW0022",
        $"{option} takes no value",
        option);

    public static Problem UnknownType(Parameter parameter) => Wrong(
        "SW0023",
        $"parameter '{parameter.Name}' is of type {parameter.Type.Name}, which no text can be made into",
        "string, bool, int, long, double, ByteSize, TimeSpan, Secret, an enum, or an array of these");

    public static Problem NoValue(string option, string what) => Wrong(
        "SW0013",
        $"{option} needs a value: {char.ToLowerInvariant(what[0]) + what[1..].TrimEnd('.')}",
        $"{option} VALUE");

    public static Problem SecretOnCommandLine(Parameter parameter) => Wrong(
        "SW0014",
        $"--{parameter.Option} is a secret: on a command line every process of the machine can read it",
        $"set {parameter.EnvironmentVariable}, or give --{parameter.Option}-file FILE");

    public static Problem NoSuchFile(string option, string? path) => Wrong(
        "SW0015",
        $"{option} needs a file that can be read{(path is null ? "" : $"; '{path}' is none, or empty")}");

    public static Problem UnknownInFile(string place, string name, IReadOnlyList<string> known)
    {
        var near = Nearest.To(name, known);
        return new Problem(
            "SW0016",
            $"there is no parameter '{name}'",
            [place],
            near.Count > 0 ? string.Join(", ", near) : "--help lists the parameters",
            ExitCodes.BuildIsWrong);
    }

    public static Problem BrokenFile(string place, string why) =>
        new("SW0017", "the parameter file cannot be read as JSON", [place, why], "mend it, or delete it", ExitCodes.BuildIsWrong);

    public static Problem SecretInFile(string place, Parameter parameter) => new(
        "SW0018",
        $"'{parameter.Name}' is a secret: a file that is committed is no place for it",
        [place],
        $"remove it there and set {parameter.EnvironmentVariable}",
        ExitCodes.BuildIsWrong);

    public static Problem Missing(string target, Parameter parameter) => Wrong(
        "SW0019",
        $"target '{target}' needs '{parameter.Name}': {parameter.Description}",
        parameter.IsSecret
            ? $"set {parameter.EnvironmentVariable}"
            : $"give --{parameter.Option}, or set {parameter.EnvironmentVariable}");

    public static Problem PresetsDisagree(Parameter parameter, string target, object? value, string other, object? otherValue) => Wrong(
        "SW0020",
        $"targets '{target}' and '{other}' want different values of '{parameter.Name}': {value} and {otherValue}",
        $"ask for one of them, or give --{parameter.Option}");

    private static Problem Wrong(string code, string what, string? tip = null) =>
        new(code, what, null, tip, ExitCodes.BuildIsWrong);
}
