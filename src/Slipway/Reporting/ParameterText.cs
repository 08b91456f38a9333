using System.Reflection;
using Slipway.Parameters;

namespace Slipway.Reporting;

/// <summary>Says what a parameter is.</summary>
internal static class ParameterText
{
    /// <summary>How it is given, such as <c>--registry VALUE</c>.</summary>
    public static string Usage(Parameter parameter) =>
        parameter.IsSecret ? parameter.EnvironmentVariable
        : parameter.IsFlag ? "--" + parameter.Option
        : $"--{parameter.Option} {Placeholder(parameter.ValueType)}{(parameter.IsList ? ",…" : "")}";

    /// <summary>The usage with a value where one is known.</summary>
    public static string Example(Parameter parameter) =>
        parameter.ValueType.IsEnum ? $"--{parameter.Option} {ParameterConversion.Choices(parameter.ValueType).First()}" : Usage(parameter);

    /// <summary>What it is for, and for a secret how else it is given.</summary>
    public static string Describe(Parameter parameter) =>
        parameter.IsSecret ? $"{parameter.Description} A secret: from the environment or --{parameter.FileOption}." : parameter.Description;

    /// <summary>What it is for, and the value that it has in this call.</summary>
    public static string DescribeNow(Parameter parameter, SlipwayBuild build, ParameterValues values)
    {
        var required = parameter.IsRequired ? "Required. " : "";
        return $"{Describe(parameter)} {required}{Now(parameter, build, values)}".TrimEnd();
    }

    private static string Now(Parameter parameter, SlipwayBuild build, ParameterValues values)
    {
        var from = values.FromOf(parameter.Member);
        if (parameter.IsSecret)
            return from is null ? "" : $"Given by {from}.";
        var value = ValueOf(parameter, build);
        return value is null ? "" : from is null ? $"Default: {value}." : $"Now {value}, from {from}.";
    }

    // A default may need what is not there: help does without it.
    private static string? ValueOf(Parameter parameter, SlipwayBuild build)
    {
        try
        {
            return ValueText.Of(parameter.Declaration is PropertyInfo property ? property.GetValue(build) : parameter.Field!.GetValue(build));
        }
        catch (TargetInvocationException)
        {
            return null;
        }
    }

    private static string Placeholder(Type type) =>
        type.IsEnum ? string.Join('|', ParameterConversion.Choices(type))
        : type == typeof(ByteSize) ? "SIZE"
        : type == typeof(TimeSpan) ? "DURATION"
        : type == typeof(DateTimeOffset) ? "TIME"
        : type == typeof(Uri) ? "ADDRESS"
        : ParameterConversion.IsNumber(type) ? "NUMBER"
        : PathConversion.IsPath(type) ? "PATH"
        : "VALUE";
}
