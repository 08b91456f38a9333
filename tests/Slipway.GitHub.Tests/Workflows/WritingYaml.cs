using Slipway.GitHub.Workflows;
using YamlDotNet.RepresentationModel;

namespace Slipway.GitHub.Tests.Workflows;

public sealed class WritingYaml
{
    [Theory]
    [InlineData("plain text")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("yes")]
    [InlineData("No")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("1.5")]
    [InlineData("0x1F")]
    [InlineData("1_000")]
    [InlineData("2024-01-01")]
    [InlineData("-")]
    [InlineData("- a")]
    [InlineData("a: b")]
    [InlineData("a #b")]
    [InlineData("#")]
    [InlineData("it's \"so\"")]
    [InlineData("*a")]
    [InlineData("&a")]
    [InlineData("!a")]
    [InlineData("%a")]
    [InlineData("@a")]
    [InlineData("`a`")]
    [InlineData("{a}")]
    [InlineData("[a]")]
    [InlineData("a,b")]
    [InlineData("|")]
    [InlineData(">")]
    [InlineData("?")]
    [InlineData("tab\there")]
    [InlineData("bell\a")]
    [InlineData("line\u2028separator")]
    [InlineData("mark\ufeff")]
    [InlineData("\\ back")]
    [InlineData("${{ github.ref }}")]
    [InlineData("${{ a }} # b }}")]
    [InlineData("${{ a }}: b")]
    [InlineData("b&c $(x)")]
    [InlineData("ümlaut 😀")]
    [InlineData("...")]
    [InlineData("---")]
    [InlineData(".5")]
    [InlineData(".inf")]
    [InlineData("a ")]
    public void A_text_is_read_as_it_was(string text)
    {
        var yaml = YamlText.Of("c", new YamlMap { { text is "" or " " ? "k" : text, text }, { "list", (string[])[text] } });

        var root = (YamlMappingNode)LocalActions.Load(yaml);
        Assert.Equal(text, root.Children.First().Value.ToString());
        Assert.Equal(text, ((YamlSequenceNode)root["list"])[0].ToString());
        // What is plain must be text for every reader.
        var scalar = (YamlScalarNode)((YamlSequenceNode)root["list"])[0];
        Assert.False(scalar.Style == YamlDotNet.Core.ScalarStyle.Plain && (text.Length == 0 || double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _) || text is "yes" or "No" or "null" or "~" or ".inf" or ".5"), yaml);
    }

    [Fact]
    public void Maps_lists_and_blocks_are_read_as_they_were()
    {
        var yaml = YamlText.Of("one\ntwo", new YamlMap
        {
            { "on", new YamlMap { { "push", null } } },
            { "empty", new YamlMap() },
            { "jobs", new YamlMap { { "a", new YamlMap { { "count", 5 }, { "t", true }, { "steps", (YamlMap[])[new YamlMap { { "uses", new YamlScalar("a@b") { Comment = "v1" } }, { "with", new YamlMap { { "path", "x\n*y\n" } } } }, new YamlMap { { "run", "z" } }] } } } } },
        });

        Assert.Equal(
            """
            # one
            # two

            on:
              push:

            empty: {}

            jobs:
              a:
                count: 5
                t: true
                steps:
                  - uses: a@b # v1
                    with:
                      path: |
                        x
                        *y
                  - run: z

            """,
            yaml);
    }
}
