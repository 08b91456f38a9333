namespace Slipway.Containers.Linting;

/// <summary>Findings for programs.</summary>
public static class LintJson
{
    /// <summary>A list of <c>{rule, name, level, message, fix, file, line, column}</c>.</summary>
    /// <param name="findings">By file and line.</param>
    public static string Of(IReadOnlyList<LintFinding> findings) => ReadableJson.Of(json =>
    {
        json.WriteStartArray();
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("rule", finding.Rule.Id);
            json.WriteString("name", finding.Rule.Name);
            json.WriteString("level", finding.Rule.Level.ToString().ToLowerInvariant());
            json.WriteString("message", finding.Message);
            json.WriteString("fix", finding.Rule.Fix);
            json.WriteString("file", finding.Place.File);
            json.WriteNumber("line", finding.Place.Line);
            if (finding.Place.Column > 0)
                json.WriteNumber("column", finding.Place.Column);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
