using Slipway.GitHub.Workflows;

namespace Slipway.GitHub.Tests.Workflows;

public sealed class CheckingValues
{
    private const string Commit = "08c6903cd8c0fde910a37f88322edcfb5dd907a8";

    public static TheoryData<string, string> Faults() => new()
    {
        { "on:\n  issues: {types: [opend, closed]}\n  workflow_run: {types: done}\n  fork: {types: [created]}\n  repository_dispatch: {types: [mine]}\njobs: {}", """
            SW1053 x.yml:2 event 'issues' has no type 'opend'
            SW1053 x.yml:3 event 'workflow_run' has no type 'done'
            SW1051 x.yml:4 event 'fork' has no key 'types'
            """ },
        { "on: push\nconcurrency: {group: a, cancel-in-progress: yes}\nenv: {'A B': 1, C=D: 2, E_F: 3}\ndefaults: {run: {shell: fish, folder: x}, job: {}}\njobs: {}", """
            SW1055 x.yml:2 'cancel-in-progress' is true or false, not 'yes'
            SW1057 x.yml:3 'A B' is no name for a variable
            SW1057 x.yml:3 'C=D' is no name for a variable
            SW1051 x.yml:4 defaults has no key 'job'
            SW1051 x.yml:4 defaults of 'run' has no key 'folder'
            SW1055 x.yml:4 'fish' is no shell of GitHub's
            """ },
        { "on: push\njobs:\n  a: {runs-on: ubuntu-20.04, steps: []}\n  b: {runs-on: [self-hosted, Windows-2019], steps: []}\n  c: {runs-on: '${{ vars.RUNNER }}', continue-on-error: maybe, steps: []}", """
            SW1055 x.yml:3 GitHub has no runner 'ubuntu-20.04' any more: the job would wait for one
            SW1055 x.yml:4 GitHub has no runner 'Windows-2019' any more: the job would wait for one
            SW1055 x.yml:5 'continue-on-error' is true or false, not 'maybe'
            """ },
        { "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - {run: x, shell: cmd}\n      - {run: x, shell: dash}\n      - {run: x, shell: 'perl {0}'}\n      - {run: x, shell: pwsh, continue-on-error: 1}", """
            SW1055 x.yml:6 'cmd' is not there on 'ubuntu-24.04'
            SW1055 x.yml:7 'dash' is no shell of GitHub's
            SW1055 x.yml:9 'continue-on-error' is true or false, not '1'
            """ },
        { "on: push\njobs:\n  a:\n    runs-on: x\n    container: {image: i, credentials: {username: me, password: hunter2}}\n    services:\n      db: {image: i, credentials: {username: me, password: '${{ secrets.P }}'}}\n      mq: {image: i, credentials: {password: hunter3}}\n    steps: []", """
            SW1055 x.yml:5 a password is written here for everybody to read
            SW1055 x.yml:8 a password is written here for everybody to read
            """ },
        { "on: push\njobs:\n  a:\n    runs-on: x\n    strategy: {fail-fast: no, max-parallel: 1.5, matrix: {os: [a, b, a], none: [], word: x, any: '${{ fromJSON(vars.X) }}', exclude: [{os: a, arch: b}]}}\n    steps: []", """
            SW1055 x.yml:5 'fail-fast' is true or false, not 'no'
            SW1055 x.yml:5 'max-parallel' is a whole number above 0, not '1.5'
            SW1055 x.yml:5 'os' of the matrix of job 'a' has 'a' twice
            SW1055 x.yml:5 'none' of the matrix of job 'a' is empty: no job would run
            SW1055 x.yml:5 'word' of the matrix of job 'a' is no list
            SW1055 x.yml:5 the matrix of job 'a' has no 'arch' that could be excluded
            """ },
        { $"on: push\njobs:\n  a: {{runs-on: x, strategy: {{matrix: {{a: [{Numbers}], b: [{Numbers}]}}}}, steps: []}}", "SW1055 x.yml:3 the matrix of job 'a' makes 400 jobs: GitHub takes 256" },
        { $"on: push\njobs:\n  a: {{uses: ./.github/workflows/x.yml@main}}\n  b: {{uses: acme/x.yml}}\n  c: {{uses: acme/shop/.github/workflows/x.yml@v1}}\n  d: {{uses: acme/shop/.github/workflows/x.yml@{Commit}, runs-on: x, env: {{}}}}\n  e: {{runs-on: x, with: {{a: b}}, secrets: inherit, steps: []}}", """
            SW1062 x.yml:3 './.github/workflows/x.yml@main' is of this commit, and cannot be of another
            SW1062 x.yml:4 'acme/x.yml' names no workflow
            SW1062 x.yml:5 'acme/shop/.github/workflows/x.yml@v1' is not pinned to a commit: its code can change
            SW1051 x.yml:6 job 'd' calls a workflow, which has no use for 'runs-on'
            SW1051 x.yml:6 job 'd' calls a workflow, which has no use for 'env'
            SW1051 x.yml:7 'with' is of use to a job with 'uses' only
            SW1051 x.yml:7 'secrets' is of use to a job with 'uses' only
            """ },
        { "on:\n  workflow_dispatch:\n    inputs:\n      1a: {}\n      b: {type: text}\n      c: {type: choice}\n      d: {options: [x]}\n      e: {type: boolean, default: maybe}\n      f: {type: choice, options: [x, y], default: z}\n      g: {type: number, default: '1.5', required: sometimes, need: 1}\n      h:\n      i: text\njobs: {}", """
            SW1057 x.yml:4 '1a' is no id for an input
            SW1055 x.yml:5 'text' is no type for input 'b'
            SW1055 x.yml:6 input 'c' is a choice without options
            SW1055 x.yml:7 input 'd' has options, and is no choice
            SW1055 x.yml:8 input 'e' cannot be 'maybe': that is no boolean
            SW1055 x.yml:9 input 'f' cannot be 'z': it is none of its options
            SW1051 x.yml:10 input 'g' has no key 'need'
            SW1055 x.yml:10 'required' is true or false, not 'sometimes'
            SW1055 x.yml:12 input 'i' is no map
            """ },
        { "on:\n  workflow_call:\n    inputs:\n      a: {default: x}\n      b: {type: choice, options: [x]}\njobs: {}", """
            SW1052 x.yml:4 input 'a' needs the key 'type'
            SW1055 x.yml:5 'choice' is no type for input 'b'
            """ },
        { Job("{run: 'echo \"::set-output name=a::b\"; echo ::set-output-like; echo \"::add-path::/x\"'}"), """
            SW1055 x.yml:4 the runner does not obey '::set-output' any more
            SW1055 x.yml:4 the runner does not obey '::add-path' any more
            """ },
        { Job("{run: x, if: '${{ github.ref }} == ''main'''}, {run: x, if: \"${{ failure() }}\\n\"}, {run: x, if: '${{ failure() }}'}"), """
            SW1056 x.yml:4 the condition '${{ github.ref }} == 'main'' always holds: what stands beside an expression makes a text of it
            SW1056 x.yml:4 the condition '${{ failure() }}' always holds: what stands beside an expression makes a text of it
            """ },
        { Job("{id: a, run: '${{ github.shaa }} ${{ runner.cpu }} ${{ github.repositoryUrl }} ${{ inputs.level }}'}, {run: '${{ steps.a.output.x }} ${{ steps.a.outputs.x }} ${{ job.services.db.id }}'}"), """
            SW1064 x.yml:4 'github.shaa': 'github' has no 'shaa'; near: sha
            SW1064 x.yml:4 'runner.cpu': 'runner' has no 'cpu'
            SW1064 x.yml:4 'inputs.level': there is no input 'level'
            SW1064 x.yml:4 'steps.a.output.x': 'steps.a' has no 'output'; known: outputs, outcome, conclusion
            """ },
    };

    private static string Numbers => string.Join(", ", Enumerable.Range(0, 20));

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_is_wrong_is_told_with_its_line(string text, string expected) =>
        Assert.Equal(expected.Split('\n'), WorkflowCheck.Of("x.yml", text).Select(problem => $"{problem.Code} {problem.Facts![0]} {problem.What}"));

    [Fact]
    public void What_is_wrong_comes_with_what_would_be_right() => Assert.Equal(
        ["opened", "pwsh", "ubuntu-24.04, windows-2025, macos-15", "one ${{ … }} around all of it, or none", "echo \"name=value\" >> \"$GITHUB_OUTPUT\""],
        WorkflowCheck.Of("x.yml", "on: {issues: {types: opend}}\njobs:\n  a: {runs-on: ubuntu-22.04, steps: [\n    {run: x, shell: cmd}]}\n  b: {runs-on: macos-12, steps: [\n    {run: 'echo ::set-output name=a::b', if: 'a${{ 1 }}'}]}").OrderBy(problem => problem.Code switch { "SW1053" => 0, "SW1056" => 2, _ => problem.What.Contains("obey", StringComparison.Ordinal) ? 3 : 1 }).Select(problem => problem.Try));

    private static string Job(string steps) => $"on: push\njobs:\n  a: {{runs-on: x, steps: [\n    {steps}]}}";
}
