using YamlDotNet.RepresentationModel;

namespace Slipway.GitHub.Workflows;

/// <summary>The expressions of a value.</summary>
internal static class ExpressionRules
{
    public static void Check(YamlNode value, ExpressionScope scope, Findings findings)
    {
        foreach (var scalar in value.AllScalars().Where(scalar => scalar.Value is not null))
        {
            var expressions = ExpressionText.In(scalar.Value!).ToList();
            // A condition is an expression without the signs too.
            if (scope.IsCondition && expressions.Count == 0)
                expressions.Add(new ExpressionText(scalar.Value!, IsClosed: true));
            else if (scope.IsCondition && scalar.Value != $"${{{{{expressions[0].Text}}}}}" && expressions.TrueForAll(expression => expression.IsClosed))
                findings.Add("SW1056", scalar, $"the condition '{GitHubProblems.OneLine(scalar.Value!)}' always holds: what stands beside an expression makes a text of it", "one ${{ … }} around all of it, or none");
            foreach (var expression in expressions)
                Check(expression, scalar, scope, findings);
        }
    }

    private static void Check(ExpressionText expression, YamlScalarNode scalar, ExpressionScope scope, Findings findings)
    {
        if (!expression.IsClosed)
        {
            findings.Add("SW1056", scalar, "'${{' is not closed", "}}");
            return;
        }

        try
        {
            foreach (var fault in new ExpressionReader(expression.Text, scope).Read())
                findings.Add("SW1064", scalar, $"'{expression.Text.Trim()}': {fault}", null);
        }
        catch (FormatException e)
        {
            findings.Add("SW1056", scalar, $"'{expression.Text.Trim()}' is no expression: {e.Message}", null);
        }
    }
}
