using Slipway.GitHub.Workflows;

namespace Slipway.GitHub.Tests.Workflows;

public sealed class CheckingWorkflows
{
    private const string Pinned = "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8";

    public static TheoryData<string, string> Faults() => new()
    {
        { "", "SW1050 x.yml:1 this is no workflow" },
        { "- a", "SW1050 x.yml:1 this is no workflow" },
        { "on: push\non: push\njobs: {}", "SW1050 x.yml:2 this is no YAML: Duplicate key on" },
        { "on: [push\njobs: {}", "SW1050 x.yml:1 this is no YAML: something that was opened is not closed" },
        { "jobs: {}", "SW1052 x.yml:1 a workflow needs the key 'on'" },
        { "on: push\njobs: {}\npermision: {}", "SW1051 x.yml:3 a workflow has no key 'permision'" },
        { "on: puhs\njobs: {}", "SW1053 x.yml:1 GitHub has no event 'puhs'" },
        { "on:\n  push:\n    branchs: [main]\njobs: {}", "SW1051 x.yml:3 event 'push' has no key 'branchs'" },
        { "on:\n  push:\n    paths: [a]\n    paths-ignore: [b]\njobs: {}", "SW1061 x.yml:3 event 'push' has both 'paths' and 'paths-ignore'" },
        { "on:\n  push:\n    paths: ['!a']\njobs: {}", "SW1061 x.yml:3 'paths' only takes away: nothing starts the workflow" },
        { "on:\n  push:\n    paths: ['./a', 'a/../b', '/c', 'a[b', '?x', 'a**+', 'a]']\njobs: {}", """
            SW1061 x.yml:3 './a' is no pattern for 'paths': paths start at the root of the repository, without . and ..
            SW1061 x.yml:3 'a/../b' is no pattern for 'paths': paths start at the root of the repository, without . and ..
            SW1061 x.yml:3 '/c' is no pattern for 'paths': paths have no / at their beginning
            SW1061 x.yml:3 'a[b' is no pattern for 'paths': '[' is not closed
            SW1061 x.yml:3 '?x' is no pattern for 'paths': '?' stands behind the sign that it repeats
            SW1061 x.yml:3 'a**+' is no pattern for 'paths': '+' stands behind the sign that it repeats
            SW1061 x.yml:3 'a]' is no pattern for 'paths': ']' closes nothing
            """ },
        { "on:\n  push:\n    branches: ['a b', 'x^', 'v[0-9]+.*', 'release/**']\njobs: {}", """
            SW1061 x.yml:3 'a b' is no pattern for 'branches': ' ' is in no name of Git
            SW1061 x.yml:3 'x^' is no pattern for 'branches': '^' is in no name of Git
            """ },
        { "on:\n  schedule:\n    - cron: '0 3 * *'\n    - cron: '60 3 * * 1'\n    - cron: '15 3 * JAN-MAR MON-FRI'\n    - cron: '*/2 * * * *'\n    - cron: '0 22-2 * * *'\n    - cron: '*/15 0-6/2 1,15 * *'\n    - at: 1\njobs: {}", """
            SW1060 x.yml:3 '0 3 * *' is no time for a schedule: it has 4 fields, not 5
            SW1060 x.yml:4 '60 3 * * 1' is no time for a schedule: '60' is no minute (0-59)
            SW1060 x.yml:6 '*/2 * * * *' is no time for a schedule: GitHub starts a workflow every 5 minutes at most
            SW1060 x.yml:7 '0 22-2 * * *' is no time for a schedule: '22-2' is no hour (0-23)
            SW1055 x.yml:9 a schedule is a list of maps with 'cron'
            """ },
        { "on: push\npermissions: write-all\njobs: {}", "SW1059 x.yml:2 the token may do everything" },
        { "on: push\npermissions: {content: read, packages: all, id-token: read}\njobs: {}", """
            SW1059 x.yml:2 there is no permission 'content'
            SW1059 x.yml:2 'packages' cannot be 'all'
            SW1059 x.yml:2 'id-token' cannot be 'read'
            """ },
        { "on: push\njobs:\n  a b: {runs-on: x, steps: []}\n  A: {runs-on: x, steps: []}\n  a: {runs-on: x, needs: [C, d], steps: []}\n  c: {steps: []}", """
            SW1057 x.yml:3 'a b' is no id for a job
            SW1057 x.yml:5 two jobs are named 'a': case does not count
            SW1058 x.yml:5 job 'a' needs 'd', which is no job
            SW1052 x.yml:6 job 'c' needs the key 'runs-on'
            """ },
        { "on: push\njobs:\n  a: {runs-on: x, needs: b, steps: []}\n  b: {runs-on: x, needs: c, steps: []}\n  c: {runs-on: x, needs: [b], steps: []}", "SW1058 x.yml:4 jobs wait for each other in a circle: b -> c -> b" },
        { Job("{name: nothing}"), "SW1052 x.yml:4 a step needs 'uses' or 'run'" },
        { Job("{run: a, uses: ./b}"), "SW1052 x.yml:4 a step has either 'uses' or 'run'" },
        { Job("{run: a, with: {b: c}}"), "SW1051 x.yml:4 'with' is of use to 'run' only".Replace("'with' is of use to 'run'", "'with' is of use to 'uses'", StringComparison.Ordinal) },
        { Job("{uses: ./a, shell: bash}"), "SW1051 x.yml:4 'shell' is of use to 'run' only" },
        { Job("{uses: actions/checkout@v5}"), "SW1062 x.yml:4 'actions/checkout@v5' is not pinned to a commit: its code can change" },
        { Job("{uses: checkout}"), "SW1062 x.yml:4 'checkout' names no action" },
        { Job("{id: a, run: x}, {id: A, run: x}"), "SW1057 x.yml:4 two steps are named 'A': case does not count" },
        { Job("{run: x, timeout-minutes: soon}"), "SW1055 x.yml:4 'soon' is no number of minutes" },
        { Job("{run: 'echo ${{ github.event.pull_request.title }}'}"), "SW1063 x.yml:4 anybody may put a command into this script by 'github.event.pull_request.title'" },
        { Job("{run: 'echo ${{ github.event[''issue''].body }} ${{ github.head_ref }}'}"), """
            SW1063 x.yml:4 anybody may put a command into this script by 'github.event['issue'].body'
            SW1063 x.yml:4 anybody may put a command into this script by 'github.head_ref'
            """ },
        { Job("{run: 'echo ${{ format(''{0}'', github.event.commits[0].message) }} ${{ github.event.pull_request.number }}'}"), "SW1063 x.yml:4 anybody may put a command into this script by 'format('{0}', github.event.commits[0].message)'" },
        { Job("{uses: '" + Pinned.Replace("checkout", "github-script", StringComparison.Ordinal) + "', with: {script: 'log(${{ toJSON(github.event) }})'}}"), "SW1063 x.yml:4 anybody may put a command into this script by 'toJSON(github.event)'" },
        { Job("{run: 'a ${{ github.sha'}"), "SW1056 x.yml:4 '${{' is not closed" },
        { Job("{run: '${{ a b }}'}"), "SW1056 x.yml:4 'a b' is no expression: 'b' was not expected" },
        { Job("{run: '${{ }}'}"), "SW1056 x.yml:4 '' is no expression: something is missing at its end" },
        { Job("{run: '${{ \"a\" }}'}"), "SW1056 x.yml:4 '\"a\"' is no expression: texts stand in single quotes" },
        { Job("{run: '${{ contains(github.ref, ''x'' }}'}"), "SW1056 x.yml:4 'contains(github.ref, 'x'' is no expression: ')' is missing" },
        { Job("{run: '${{ github.ref == 0xZ }}'}"), "SW1056 x.yml:4 'github.ref == 0xZ' is no expression: '0xZ' is no number" },
        { Job("{run: '${{ gihub.ref }}'}"), "SW1064 x.yml:4 'gihub.ref': there is no context 'gihub'; near: github" },
        { Job("{run: '${{ steps.a.outputs.x }}'}, {id: a, run: x}"), "SW1064 x.yml:4 'steps.a.outputs.x': no step before it has the id 'a'" },
        { Job("{run: '${{ needs.x.result }}'}"), "SW1064 x.yml:4 'needs.x.result': job 'x' is not among its needs" },
        { Job("{run: '${{ matrix.os }}'}"), "SW1064 x.yml:4 'matrix.os': the matrix has no 'os'" },
        { Job("{run: '${{ hash(''a'') }} ${{ contains(1) }} ${{ success() }}'}"), """
            SW1064 x.yml:4 'hash('a')': there is no function 'hash'; near: case, hashFiles
            SW1064 x.yml:4 'contains(1)': 'contains' takes 2 arguments, not 1
            SW1064 x.yml:4 'success()': 'success' is of use in 'if' only
            """ },
        { "on: push\njobs:\n  a:\n    runs-on: x\n    if: secrets.A != ''\n    steps: []", "SW1064 x.yml:5 'secrets.A != ''': 'secrets' is not known here; known are github, needs, vars, inputs" },
        { Job("{run: '${{ " + new string('(', 60) + "1" + new string(')', 60) + " }}'}"), "SW1056 x.yml:4 '" + new string('(', 60) + "1" + new string(')', 60) + "' is no expression: it is nested more than 50 deep" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_is_wrong_is_told_with_its_line(string text, string expected) => Assert.Equal(expected.Split('\n'), Found(text));

    [Fact]
    public void A_workflow_that_uses_much_of_what_there_is_is_right()
    {
        const string Text = """
            name: all
            run-name: by ${{ github.actor }}
            on:
              push:
                branches: [main, 'release/**', '!release/old']
                paths: ['src/**/*.[ch]s', 'docs+/**']
              pull_request:
              workflow_dispatch:
                inputs:
                  level: {type: choice, options: [a, b]}
              schedule: [{cron: '0,30 5 * * SUN'}]
            permissions: {contents: read, id-token: write, models: read}
            env:
              A: ${{ vars.A }}
            concurrency: {group: '${{ github.ref }}', cancel-in-progress: true}
            defaults: {run: {shell: bash}}
            jobs:
              first:
                runs-on: ${{ matrix.os }}
                strategy: {matrix: {os: [a, b], include: [{os: c, extra: 1}]}, max-parallel: 2}
                outputs: {digest: '${{ steps.build.outputs.digest }}'}
                steps:
                  - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
                  - id: build
                    if: success() && !contains(github.ref, 'it''s') || matrix.extra == 0x1F && -1.5e3 < 2
                    run: echo "${{ hashFiles('**/*.lock') }} ${{ toJSON(matrix) }} ${{ runner.os }}"
                    env: {TITLE: '${{ github.event.pull_request.title }}', ALL: '${{ github.event.commits.*.message }}'}
                  - if: ${{ always() && steps.build.conclusion == 'failure' }}
                    run: echo '${{ '}}' }}'
              call:
                needs: [first]
                if: needs.first.result == 'success'
                uses: ./.github/workflows/x.yml
                with: {digest: '${{ needs.first.outputs.digest }}'}
                secrets: inherit
            """;

        Assert.Empty(Found(Text));
    }

    [Fact]
    public void The_workflows_of_this_repository_are_right() =>
        Assert.Empty(WorkflowFiles.Examine(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", ".."))));

    private static string ThisFile([System.Runtime.CompilerServices.CallerFilePath] string file = "") => file;

    private static string Job(string steps) => $"on: push\njobs:\n  a: {{runs-on: x, steps: [\n    {steps}]}}";

    private static IEnumerable<string> Found(string text) => WorkflowCheck.Of("x.yml", text).Select(problem => $"{problem.Code} {problem.Facts![0]} {problem.What}");
}
