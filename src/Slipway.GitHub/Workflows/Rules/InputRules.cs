using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Slipway.GitHub.Workflows;

/// <summary>What a workflow asks of who starts it.</summary>
/// <remarks>https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_dispatchinputs</remarks>
internal static class InputRules
{
    // https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#workflow_dispatch
    private const int Most = 25;

    private static readonly string[] Starting = ["workflow_dispatch", "workflow_call"];

    /// <summary>The names that expressions may use.</summary>
    public static IReadOnlyList<string> Names(YamlNode? on) =>
    [
        .. Starting.Select(name => Inputs(on, name)).OfType<YamlMappingNode>().SelectMany(inputs => inputs.Children.Keys).Select(key => key.Text()).OfType<string>(),
    ];

    public static void Check(YamlNode on, Findings findings)
    {
        foreach (var name in Starting)
        {
            if (Inputs(on, name) is not YamlMappingNode inputs)
                continue;
            if (name == "workflow_dispatch" && inputs.Children.Count > Most)
                findings.Add("SW1055", inputs, $"event '{name}' has {inputs.Children.Count} inputs: GitHub takes {Most}", null);
            string[] types = name == "workflow_dispatch" ? ["string", "choice", "boolean", "number", "environment"] : ["string", "boolean", "number"];
            foreach (var (key, value) in inputs.Children)
                CheckInput(key, value, types, name == "workflow_call", findings);
        }
    }

    private static void CheckInput(YamlNode key, YamlNode value, string[] types, bool needsType, Findings findings)
    {
        JobRules.CheckId(key, "an input", findings);
        if (value is not YamlMappingNode input)
        {
            if (!value.IsEmpty() || needsType)
                findings.Add("SW1055", value, $"input '{key.Text()}' is no map", null);
            return;
        }

        var what = $"input '{key.Text()}'";
        findings.Keys(input, what, ["description", "deprecationMessage", "required", "default", "type", "options"], needsType ? ["type"] : []);
        ValueRules.CheckBoolean(input, "required", findings);
        var type = input.Child("type")?.Text() ?? "string";
        var options = input.Child("options")?.Scalars().Select(option => option.Value).ToList() ?? [];
        if (!types.Contains(type, StringComparer.Ordinal))
            findings.Add("SW1055", input.Child("type")!, $"'{type}' is no type for {what}", string.Join(", ", types));
        else if ((type == "choice") != (options.Count > 0))
            findings.Add("SW1055", input, type == "choice" ? $"{what} is a choice without options" : $"{what} has options, and is no choice", "type: choice, and options");
        else if (input.Child("default")?.Text() is { } given && !given.Contains("${{", StringComparison.Ordinal) && !Fits(given, type, options))
            findings.Add("SW1055", input.Child("default")!, $"{what} cannot be '{given}': {(type == "choice" ? "it is none of its options" : $"that is no {type}")}", null);
    }

    private static bool Fits(string text, string type, List<string?> options) => type switch
    {
        "choice" => options.Contains(text, StringComparer.Ordinal),
        "boolean" => text is "true" or "false",
        "number" => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        _ => true,
    };

    private static YamlNode? Inputs(YamlNode? on, string name) => ((on as YamlMappingNode)?.Child(name) as YamlMappingNode)?.Child("inputs");
}
