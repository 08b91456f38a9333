using System.Globalization;
using System.Text;
using Slipway.Execution;
using Slipway.Parameters;
using Slipway.Planning;

namespace Slipway.Reporting;

/// <summary>A plan as a Mermaid flowchart: a box for each wave, a colour for each decision.</summary>
internal static class PlanMermaid
{
    public static string Of(Plan plan, SecretMask mask)
    {
        var text = new StringBuilder("flowchart LR\n");
        foreach (var wave in plan.Nodes.GroupBy(node => node.Wave).OrderBy(wave => wave.Key))
        {
            text.Append(CultureInfo.InvariantCulture, $"  subgraph wave{wave.Key}[\"wave {wave.Key}\"]\n");
            foreach (var node in wave)
                text.Append("    ").Append(Name(node)).Append("[\"").Append(Label(node, mask)).Append("\"]:::").Append(Parameter.Kebab(node.Decision.ToString())).Append('\n');
            text.Append("  end\n");
        }

        foreach (var join in plan.Steps.Where(step => step.IsJoin))
            text.Append("  ").Append(Name(join)).Append("((\"").Append(Escaped($"all of {join.Name}")).Append("\"))\n");
        foreach (var node in plan.Steps)
        {
            foreach (var need in node.Needs)
                text.Append("  ").Append(Name(need)).Append(" --> ").Append(Name(node)).Append('\n');
            foreach (var before in node.Follows)
                text.Append("  ").Append(Name(before)).Append(" -.-> ").Append(Name(node)).Append('\n');
        }

        return text.Append(
            """
              classDef run fill:#dbeafe,stroke:#1d4ed8,color:#111827
              classDef decide-at-start fill:#fef3c7,stroke:#b45309,color:#111827
              classDef up-to-date fill:#dcfce7,stroke:#15803d,color:#111827
              classDef skip fill:#f3f4f6,stroke:#6b7280,color:#374151

            """).ToString();
    }

    private static string Name(PlanNode node) => string.Create(CultureInfo.InvariantCulture, $"n{node.Index}");

    private static string Label(PlanNode node, SecretMask mask)
    {
        var label = Escaped(mask.Apply(node.Name)) + "<br/>" + Escaped(mask.Apply(node.Reason));
        return node.Learned is { } learned ? label + "<br/>" + Durations.Text(learned) : label;
    }

    // What Mermaid reads as its own, as entities: a number sign and a code.
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '"' or '#' or '<' or '>' or '&' or ';' or '`' or '\\' or '[' or ']' or '{' or '}' or '(' or ')' or '|')
                escaped.Append(CultureInfo.InvariantCulture, $"#{(int)c};");
            else
                escaped.Append(char.IsControl(c) ? ' ' : c);
        }

        return escaped.ToString();
    }
}
