using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Slipway.GitHub.Workflows;

/// <summary>Reading of YAML as GitHub does.</summary>
internal static class YamlNodes
{
    extension(YamlNode node)
    {
        /// <summary>The text of a scalar.</summary>
        public string? Text() => (node as YamlScalarNode)?.Value;

        /// <summary>A scalar or a list of scalars, as a list.</summary>
        public IEnumerable<YamlScalarNode> Scalars() => node switch
        {
            YamlScalarNode scalar => [scalar],
            YamlSequenceNode list => list.OfType<YamlScalarNode>(),
            _ => [],
        };

        /// <summary>Every scalar in it, with its value's place; keys do not count.</summary>
        public IEnumerable<YamlScalarNode> AllScalars() => node switch
        {
            YamlScalarNode scalar => [scalar],
            YamlSequenceNode list => list.SelectMany(item => item.AllScalars()),
            YamlMappingNode map => map.Children.Values.SelectMany(value => value.AllScalars()),
            _ => [],
        };

        /// <summary>Whether it is nothing: a key without a value.</summary>
        public bool IsEmpty() => node is YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or "~" or "null" };
    }

    extension(YamlMappingNode map)
    {
        public YamlNode? Child(string key) => map.Children.FirstOrDefault(pair => pair.Key.Text() == key).Value;
    }
}
