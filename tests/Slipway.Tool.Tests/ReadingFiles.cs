using System.Text.Json;

namespace Slipway.Tool.Tests;

public sealed class ReadingFiles
{
    [Fact]
    public async Task Variables_are_listed_with_what_the_file_says_of_them()
    {
        using var folder = new ToolFolder().With("compose.yaml", "services:\n  a:\n    image: ${IMAGE:?which}\n    hostname: ${HOST_NAME:-x}\n");

        var run = await folder.RunAsync("variables");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var variables = JsonDocument.Parse(run.Out).RootElement.EnumerateArray().Select(variable =>
            $"{variable.GetProperty("name").GetString()} {variable.GetProperty("default").GetString()} {variable.GetProperty("required").GetBoolean()} {variable.GetProperty("places")[0].GetString()}");
        Assert.Equal(["IMAGE  True compose.yaml:3:12", "HOST_NAME x False compose.yaml:4:15"], variables);
    }

    [Theory]
    [InlineData("", "name: shop\nservices:\n  a:\n    image: x\n    networks:\n      default: null\nnetworks:\n  default:\n    name: shop_default\n")]
    [InlineData("--no-interpolate", "name: shop\nnetworks:\n  default:\n    name: shop_default\nservices:\n  a:\n    image: ${IMAGE:-x}\n    networks:\n      default: null\n    ports:\n      - ${PORT}:80\n")]
    public async Task Config_prints_the_normal_form(string option, string expected)
    {
        using var folder = new ToolFolder().With("compose.yaml", $"services:\n  a:\n    image: ${{IMAGE:-x}}\n{(option.Length > 0 ? "    ports: ['${PORT}:80']\n" : "")}");

        var run = await folder.RunAsync(["config", "-p", "shop", .. option.Length > 0 ? [option] : Array.Empty<string>()]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(expected, run.Out);
    }

    [Fact]
    public async Task Environment_files_are_read_one_over_the_other()
    {
        using var folder = new ToolFolder().With("a.env", "A=1\nB=${A}2\n").With("b.env", "A=3\nC='$A'\n");

        var run = await folder.RunAsync("env", "--env-file", "a.env", "--env-file", "b.env", "--format", "json");

        Assert.Equal("{\n  \"A\": \"3\",\n  \"B\": \"12\",\n  \"C\": \"$A\"\n}\n", run.Out);
    }

    [Fact]
    public async Task A_Dockerfile_is_printed_with_its_bases_and_edges()
    {
        using var folder = new ToolFolder().With("Dockerfile", "ARG V=1\nFROM alpine:$V AS build\nRUN <<E\nhi\nE\nFROM scratch\nCOPY --from=build /a /b\nUSER 7\n");

        var run = await folder.RunAsync("dockerfile", "--build-arg", "V=3");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var file = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal("alpine:3", file.GetProperty("bases")[0].GetString());
        Assert.Equal("""{"from":"build","to":"1","kind":"copy"}""", JsonSerializer.Serialize(file.GetProperty("edges")[0]));
        Assert.Equal("7", file.GetProperty("final").GetProperty("user").GetString());
        Assert.Equal("hi\n", file.GetProperty("stages")[0].GetProperty("instructions")[0].GetProperty("heredocs")[0].GetProperty("content").GetString());
    }

    [Theory]
    [InlineData("paths", "Dockerfile\na\n")]
    [InlineData("summary", "11 B in 2 files enter the build; 2 files and folders are left out\n")]
    [InlineData("json", "{\n  \"context\": ")]
    public async Task A_context_is_told_in_each_format(string format, string expected)
    {
        using var folder = new ToolFolder().With("c/Dockerfile", "FROM x\n").With("c/a", "1234").With("c/b", "").With("c/Dockerfile.dockerignore", "b\n*.dockerignore\n");

        var run = await folder.RunAsync("context", "c", "--format", format);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith(expected, run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mermaid", "graph LR\n")]
    [InlineData("json", "{\n  \"nodes\": [")]
    [InlineData("html", "<!doctype html>\n")]
    public async Task A_stack_is_drawn_in_each_format(string format, string expected)
    {
        using var folder = new ToolFolder().With("compose.yaml", "services:\n  a:\n    build: .\n  b: { image: 'x:1', depends_on: [a] }\n").With("Dockerfile", "FROM alpine:3 AS base\nFROM base\n");

        var run = await folder.RunAsync("graph", "--format", format);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith(expected, run.Out, StringComparison.Ordinal);
        Assert.Contains("alpine:3", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_is_drawn_from_the_files_that_are_named()
    {
        using var folder = new ToolFolder()
            .With("one/compose.yaml", "services: { a: { image: 'alpine:${VERSION:?}' } }\n")
            .With("one/more.yaml", "services: { b: { build: ., profiles: [extra] } }\n")
            .With("one/Dockerfile", "FROM scratch\n")
            .With("other.env", "VERSION=7\n");

        var run = await folder.RunAsync("graph", "-f", "one/compose.yaml", "-f", "one/more.yaml", "--env-file", "other.env", "--profile", "extra", "-p", "named", "--format", "json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("alpine:7", run.Out, StringComparison.Ordinal);
        Assert.Contains("named-b", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_whose_variables_have_no_value_yet_is_drawn()
    {
        using var folder = new ToolFolder().With("compose.yaml", "services: { a: { image: 'alpine:3', environment: { TOKEN: '${TOKEN:?}' } } }\n");

        var run = await folder.RunAsync("graph");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("alpine:3", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text", "Dockerfile:1:1: warning SL101: image 'alpine' has no version")]
    [InlineData("json", "\"rule\": \"SL101\"")]
    [InlineData("sarif", "\"ruleId\": \"SL101\"")]
    public async Task Lint_prints_its_findings_in_each_format(string format, string expected)
    {
        using var folder = new ToolFolder().With("Dockerfile", "FROM alpine\n");

        var run = await folder.RunAsync("lint", "--lint-format", format);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(expected, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Variables_tell_what_takes_the_place_of_a_value()
    {
        using var folder = new ToolFolder().With("compose.yaml", "services:\n  a:\n    image: ${A:-} ${A:-later} ${B:+instead}\n");

        var run = await folder.RunAsync("variables");

        Assert.Equal(
            """
            [
              {
                "name": "A",
                "default": "later",
                "required": false,
                "presence": "",
                "alternate": "",
                "source": "nowhere",
                "places": [
                  "compose.yaml:3:12"
                ]
              },
              {
                "name": "B",
                "default": "",
                "required": false,
                "presence": "instead",
                "alternate": "instead",
                "source": "nowhere",
                "places": [
                  "compose.yaml:3:12"
                ]
              }
            ]

            """,
            run.Out);
    }

    [Theory]
    [InlineData("warning", 1)]
    [InlineData("error", 0)]
    public async Task Lint_fails_from_a_level_on(string level, int exitCode)
    {
        using var folder = new ToolFolder().With("Dockerfile", "FROM alpine\n");

        var run = await folder.RunAsync("lint", "--lint-level", level);

        Assert.Equal(exitCode, run.ExitCode);
    }

    [Theory]
    [InlineData("lint", "error SW0905: ")]
    [InlineData("lint --format xml", "error SW0903: 'xml' is no format of slipway lint\n  try: one of text, json, sarif\n")]
    [InlineData("env --env-file none.env", "error ")]
    [InlineData("variables --nonsense", "error SW0902: Unrecognized command or argument '--nonsense'\n  try: slipway variables --help\n")]
    public async Task What_is_wrong_is_told_with_exit_code_2(string line, string error)
    {
        using var folder = new ToolFolder();

        var run = await folder.RunAsync(line.Split(' '));

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.StartsWith(error, run.Error, StringComparison.Ordinal);
    }
}
