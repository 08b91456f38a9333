using System.Text.Json;
using Slipway.Containers.Compose;

namespace Slipway.Containers.Tests.Compose;

public sealed class ReadingYaml
{
    [Theory]
    [InlineData("\"one\n two\"", "one two")]
    [InlineData("\"one\ntwo\n\nthree\"", "one two\nthree")]
    [InlineData("'one\ntwo'", "one two")]
    [InlineData("\"one\u0085two\"", "one two")]
    [InlineData("\"it\\'s\"", "it's")]
    [InlineData("|\n   \n       one\n        two\n", "\none\n two\n")]
    public void A_text_is_read_as_compose_reads_it(string written, string expected)
    {
        using var folder = new TemporaryFolder();

        var project = Load(folder, $"services:\n  a:\n    image: x\n    labels:\n      l: {written}\n");

        Assert.Equal(expected, project.Services["a"].Labels["l"]);
    }

    [Theory]
    [InlineData("[a,\nb\n]", """["a","b"]""")]
    [InlineData("{a: 'it''s' ,\nb: \"}\n\", c: x # ]\n, d: [{\ne: it's}]\n}", """{"a":"it's","b":"} ","c":"x","d":[{"e":"it's"}]}""")]
    [InlineData("{a: -, b: [-, -]}", """{"a":"-","b":["-","-"]}""")]
    [InlineData("{a: &x 1, b: 2}", """{"a":1,"b":2}""")]
    [InlineData("{a: &x \"1\" , # one, two\n  b: *x, c: &y [*x, 3], d: &z 4,\n e: 5}", """{"a":"1","b":"1","c":["1",3],"d":4,"e":5}""")]
    [InlineData("\"a\"#c", "\"a\"")]
    [InlineData("[a]#c", """["a"]""")]
    [InlineData("|2\n  \ta\n", "\"\\ta\\n\"")]
    public void What_our_parser_stumbles_over_is_read_as_compose_reads_it(string written, string expected)
    {
        using var folder = new TemporaryFolder();

        var json = Load(folder, $"x-q: {written}\nservices:\n  a: {{image: x}}\n").ToJson();

        Assert.Equal(expected, JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement.GetProperty("x-q"), Plain));
    }

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData("x-q: &a.b 1\nservices: {a: {image: x}}\n", "error SW0203: 'compose.yaml' is not YAML\n  compose.yaml:1:6\n  reason: the anchor 'a.b' has more than letters, digits, - and _\n  try: check the indentation, quotes and brackets there and in the line above")]
    [InlineData("services: {a: {image: x}}\n...\nname: x\n", "error SW0203: 'compose.yaml' is not YAML\n  compose.yaml:3:1\n  reason: another document begins here without ---\n  try: check the indentation, quotes and brackets there and in the line above")]
    [InlineData("services:\n  a:\n    image: |\n      \tx\n", "error SW0203: 'compose.yaml' is not YAML\n  compose.yaml:4:7\n  reason: a tab stands where the indentation of a text begins\n  try: check the indentation, quotes and brackets there and in the line above")]
    [InlineData("%YAML 1.2\n---\nservices: {a: {image: x}}\n", "error SW0606: compose reads no YAML 1.2\n  compose.yaml:1:1\n  try: remove the line: every compose file is read the same way")]
    [InlineData("services: {a: {image: \"\\/\"}}\n", "error SW0607: '\\/' is no escape that compose knows\n  compose.yaml:1\n  try: write the character itself")]
    [InlineData("services: {a: {image: \"x\\ud83d\\ude00\"}}\n", "error SW0607: '\\ud83d' is no escape that compose knows\n  compose.yaml:1\n  try: write the character itself")]
    [InlineData("services:\n  a:\n    image: x\n    command:\n      -\techo\n", "error SW0608: a tab follows the '-' of an item\n  compose.yaml:5:9\n  try: put a blank in its place")]
    public void What_compose_takes_for_no_YAML_is_refused(string text, string expected)
    {
        using var folder = new TemporaryFolder();

        var refused = Assert.Throws<ProblemException>(() => Load(folder, text));

        Assert.Equal(expected, Assert.Single(refused.Problems).ToString());
    }

    [Fact]
    public void Fields_of_newer_versions_are_refused_where_that_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        const string Text = "services:\n  a:\n    image: x\n    pull_policy: daily\n    build:\n      context: .\n      sbom: true\n";

        var refused = Assert.Throws<ProblemException>(() => Load(folder, Text, refusesNewer: true));

        Assert.Equal(
            [
                "error SW0609: compose 2.26 does not know 'daily' in 'services.a.pull_policy'\n  compose.yaml:4:18\n  try: change it, or read it with --newer-fields, as newer versions of compose do",
                "error SW0609: compose 2.26 does not know 'services.a.build.sbom'\n  compose.yaml:7:7\n  try: remove it, or read it with --newer-fields, as newer versions of compose do",
            ],
            refused.Problems.Select(problem => problem.ToString()));
        Assert.NotNull(Load(folder, Text));
    }

    private static ComposeProject Load(TemporaryFolder folder, string text, bool refusesNewer = false)
    {
        File.WriteAllText(Path.Combine(folder.Path, "compose.yaml"), text);
        return ComposeLoader.Load(new ComposeOptions { ProjectFolder = folder.Path, RefusesNewerFields = refusesNewer });
    }
}
