using Slipway.Diagnostics;

namespace Slipway.Parameters;

/// <summary>What can be wrong with the values that people give.</summary>
internal static class ParameterProblems
{
    public static Problem UnknownOption(string option, IReadOnlyList<string> known)
    {
        // Every name of three letters is close to a name of one.
        var near = option.TrimStart('-') switch
        {
            "" => [],
            [var letter] => [.. known.Where(name => name[0] == letter).Order(StringComparer.Ordinal).Take(3)],
            var name => Nearest.To(name, known),
        };
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

    public static Problem BadValue(Parameter parameter, GivenText given, string text, Conversion conversion)
    {
        var near = parameter.IsSecret ? [] : Nearest.To(text, conversion.Choices);
        List<string> facts = given.Place is null ? [] : [given.Place];
        if (conversion.Why is { } why && !parameter.IsSecret)
            facts.Add(why);
        return new(
            "SW0012",
            $"{given.From} {(parameter.IsList ? "holds" : "is")} {(parameter.IsSecret ? "***" : $"'{text}'")}, which is not {conversion.Expected}",
            facts,
            near.Count > 0 ? string.Join(", ", near) : null,
            ExitCodes.BuildIsWrong);
    }

    public static Problem BadChoice(string option, string value, IReadOnlyList<string> choices)
    {
        var near = Nearest.To(value, choices);
        return Wrong(
            "SW0012",
            $"{option} is '{value}', which is not one of {string.Join(", ", choices)}",
            near.Count > 0 ? string.Join(", ", near) : null);
    }

    public static Problem OutOfRange(string option, string value, string expected) => Wrong(
        "SW0012",
        $"{option} is '{value}', which is not {expected}");

    public static Problem WrongShape(string place, Parameter parameter, string json) => new(
        "SW0012",
        $"'{parameter.Name}' is {(json.Length > 60 ? json[..60] + "…" : json)}, which is not {(parameter.IsList ? "a list of values" : "one value")}",
        [place],
        ExitCode: ExitCodes.BuildIsWrong);

    public static Problem TakesNoValue(string option) => Wrong(
        "SW0022",
        $"{option} takes no value",
        option);

    public static Problem UnknownType(Parameter parameter) => Wrong(
        "SW0023",
        $"parameter '{parameter.Name}' is of type {parameter.Type.Name}, which no text can be made into",
        "a text, a number, a flag, an enum, ByteSize, TimeSpan, a path, Secret, a type with Parse(string, IFormatProvider), or an array of these");

    public static Problem NoValue(string option, string what, string placeholder) => Wrong(
        "SW0013",
        $"{option} needs a value: {char.ToLowerInvariant(what[0]) + what[1..].TrimEnd('.')}",
        $"{option} {placeholder}");

    public static Problem SecretOnCommandLine(Parameter parameter) => Wrong(
        "SW0014",
        $"--{parameter.Option} is a secret: on a command line every process of the machine can read it",
        SecretWays(parameter));

    public static Problem NoSuchFile(string from, string path) => Wrong(
        "SW0015",
        $"{from} needs a file that can be read; '{path}' is none, or empty");

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
        Ways(parameter));

    public static Problem Missing(Parameter parameter) => Wrong(
        "SW0070",
        $"'{parameter.Name}' is required: {parameter.Description}",
        Ways(parameter));

    public static Problem GivenTwice(string option) => Wrong(
        "SW0071",
        $"{option} is given twice, and takes one value",
        "give it once");

    public static Problem UnknownProfile(string name, IReadOnlyList<string> known)
    {
        var near = Nearest.To(name, known);
        return Wrong(
            "SW0072",
            $"there is no profile '{name}': .nuke/parameters.{name}.json does not exist",
            near.Count > 0 ? string.Join(", ", near)
                : known.Count > 0 ? $"one of {string.Join(", ", known)}"
                : "write that file, or leave --profile out");
    }

    public static Problem TwiceInFile(string name, string first, string second) => new(
        "SW0073",
        $"'{name}' stands in the file twice",
        [second, first],
        "remove one of them",
        ExitCodes.BuildIsWrong);

    public static Problem SecretGivenTwice(Parameter secret) => Wrong(
        "SW0074",
        $"{secret.EnvironmentVariable} and {secret.FileVariable} are both set, and only one can count",
        "unset one of them");

    public static Problem IsStatic(Parameter parameter) => Wrong(
        "SW0075",
        $"parameter '{Member(parameter)}' is static: two builds in one process would share it",
        "remove 'static'");

    public static Problem SameName(Parameter one, Parameter other) => Wrong(
        "SW0076",
        $"parameters '{Member(one)}' and '{Member(other)}' have one name and different types",
        "give one of them another: [Parameter(…, Name = …)]");

    public static Problem BadName(Parameter parameter) => Wrong(
        "SW0077",
        $"parameter '{Member(parameter)}' is called '{parameter.Name}', which cannot be written as an option",
        "use letters and digits, as in RegistryUser: the option is --registry-user");

    public static Problem NameOfTheEngine(Parameter parameter, EngineOption option) => Wrong(
        "SW0078",
        $"parameter '{Member(parameter)}' cannot be given: --{option.Name} is an option of every build",
        "give it another name: [Parameter(…, Name = …)]");

    public static Problem SameOption(string option, Parameter one, Parameter other) => Wrong(
        "SW0079",
        $"--{option} could mean '{Member(one)}' and '{Member(other)}'",
        "give one of them another name: [Parameter(…, Name = …)]");

    public static Problem NoTypeOfSecrets(Parameter parameter) => Wrong(
        "SW0080",
        $"secret '{Member(parameter)}' is of type {parameter.ValueType.Name}, whose text nothing masks",
        "make it a Secret or a string");

    public static Problem NoParameter(string member) => Wrong(
        "SW0081",
        $"'{member}' reads a value with Get and is no parameter, so nobody can give it",
        $"mark it: [Parameter(\"…\")]");

    public static Problem OtherType(Parameter parameter, Type asked) => Wrong(
        "SW0082",
        $"parameter '{Member(parameter)}' is of type {parameter.Type.Name} and asks for {asked.Name}",
        "let Get give the type of the member");

    /// <summary>A warning: the run goes on.</summary>
    public static string UnknownVariable(string name, IEnumerable<string> known)
    {
        const string prefix = "SLIPWAY_";
        var near = Nearest.To(name[prefix.Length..], known.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).Select(k => k[prefix.Length..]));
        return $"warning SW0083: nothing reads the environment variable '{name}'\n  try: {(near.Count > 0 ? string.Join(", ", near.Select(n => prefix + n)) : "unset " + name)}";
    }

    public static Problem PresetsDisagree(Parameter parameter, string target, object? value, string other, object? otherValue) => Wrong(
        "SW0020",
        $"targets '{target}' and '{other}' want different values of '{parameter.Name}': {value} and {otherValue}",
        $"ask for one of them, or give --{parameter.Option}");

    private static string Ways(Parameter parameter) =>
        parameter.IsSecret ? SecretWays(parameter) : $"give --{parameter.Option}, or set {parameter.EnvironmentVariable}";

    private static string SecretWays(Parameter secret) =>
        $"set {secret.EnvironmentVariable} or {secret.FileVariable}, or give --{secret.FileOption} FILE";

    private static string Member(Parameter parameter) => $"{parameter.Declaration.DeclaringType!.Name}.{parameter.Member}";

    private static Problem Wrong(string code, string what, string? tip = null) =>
        new(code, what, null, tip, ExitCodes.BuildIsWrong);
}
