namespace Slipway.Containers.Tests.Compose;

public sealed class RefusingComposeFiles
{
    public static TheoryData<string, string> Cases => new()
    {
        {
            "services:\n  web: { imag: x }\n",
            """
            error SW0217: 'services.web' has no 'imag'
              compose.yaml:2:10
              try: 'image'
            """
        },
        {
            "servces: {}\nservices: {}\n",
            """
            error SW0217: compose knows no 'servces'
              compose.yaml:1:1
              try: 'services'
            """
        },
        {
            "web:\n  image: x\n",
            """
            error SW0221: this is a compose file of version 1: 'web' stands outside of 'services:'
              compose.yaml:1:1
              try: put the services below a 'services:' line
            """
        },
        {
            "services:\n  web:\n    image: x\n    image: y\n",
            """
            error SW0205: key 'image' appears twice
              compose.yaml:4:5
              compose.yaml:3:5  first
              try: keep one of the two
            """
        },
        {
            "services:\n  web: { image: x, user: 1000 }\n",
            """
            error SW0218: 'services.web.user' must be a text, but this is a number
              compose.yaml:2:26
              try: put it in quotes
            """
        },
        {
            "services:\n  web: *base\n",
            """
            error SW0207: there is no anchor '&base' above '*base'
              compose.yaml:2:8
              try: write '&base' at the value that is meant
            """
        },
        {
            "services:\n  web: { image: x\n",
            """
            error SW0203: 'compose.yaml' is not YAML
              compose.yaml:3:1
              reason: while parsing a flow mapping, did not find expected ',' or '}'
              try: check the indentation, quotes and brackets there and in the line above
            """
        },
        {
            "",
            """
            error SW0204: 'compose.yaml' is empty
              compose.yaml:1
              try: write a 'services:' section
            """
        },
        {
            "services:\n  web: { command: x }\n",
            """
            error SW0222: service 'web' has neither 'image' nor 'build'
              compose.yaml:2:3
              try: add one of them
            """
        },
        {
            "services:\n  web: { image: x, networks: [bak], volumes: ['dat:/x'] }\nnetworks:\n  back:\n",
            """
            error SW0223: service 'web' uses network 'bak', which is not defined
              compose.yaml:2:31
              try: 'back'
            error SW0223: service 'web' uses volume 'dat', which is not defined
              compose.yaml:2:47
              try: add 'dat:' below 'volumes:'
            """
        },
        {
            "services:\n  web: { image: x, depends_on: [bd] }\n  db: { image: x }\n",
            """
            error SW0224: service 'web' depends on 'bd', which is no service
              compose.yaml:2:33
              try: 'db'
            """
        },
        {
            "services:\n  a:\n    image: x\n    depends_on: [b]\n  b:\n    image: x\n    depends_on: [a]\n",
            """
            error SW0226: services depend on each other in a circle: a -> b -> a
              compose.yaml:4:18  a depends on b
              compose.yaml:7:18  b depends on a
              try: remove one of these dependencies
            """
        },
        {
            "services:\n  web: { image: x, depends_on: [db] }\n  db: { image: x, profiles: [data] }\n",
            """
            error SW0225: service 'web' depends on 'db', which the chosen profiles leave out
              compose.yaml:2:33
              compose.yaml:3:3  profiles: data
              try: choose the profile 'data' too, or say 'required: false' at the dependency
            """
        },
        {
            "services:\n  web: { extends: { service: base } }\n  bass: { image: x }\n",
            """
            error SW0241: service 'web' extends 'base', which compose.yaml does not have
              compose.yaml:2:10
              try: 'bass'
            """
        },
        {
            "services:\n  a: { image: x, extends: b }\n  b: { image: x, extends: a }\n",
            """
            error SW0242: services extend each other in a circle: a -> b -> a
              compose.yaml:2:18  a extends b
              compose.yaml:3:18  b extends a
              try: remove one of these
            """
        },
        {
            "services:\n  web:\n    image: x\n    healthcheck: { interval: soon, retries: many }\n    mem_limit: lots\n",
            """
            error SW0219: 'services.web.healthcheck.retries' has 'many', which is not a whole number
              compose.yaml:4:45
              try: write a whole number
            error SW0219: 'services.web.healthcheck.interval' has 'soon', which is not a duration such as 1m30s
              compose.yaml:4:30
              try: write a duration such as 1m30s
            error SW0219: 'services.web.mem_limit' has 'lots', which is not a size such as 512m
              compose.yaml:5:16
              try: write a size such as 512m
            """
        },
        {
            "services:\n  web: { image: x, env_file: [settings.env] }\n",
            """
            error SW0216: service 'web' reads 'settings.env', which does not exist
              compose.yaml:2:31
              try: create settings.env, or say 'required: false' there
            """
        },
        {
            "services:\n  web:\n    image: x\n    mem_limit: 1g\n    deploy: { resources: { limits: { memory: 2g } } }\n",
            """
            error SW0232: 'mem_limit' and 'deploy.resources.limits.memory' say different things
              compose.yaml:4:5  mem_limit
              compose.yaml:5:38  deploy.resources.limits.memory
              try: keep 'deploy.resources.limits.memory'
            """
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_fault_is_told_with_place_and_remedy(string compose, string expected) =>
        Assert.Equal(expected, ComposeFixture.Problems(compose));

    [Fact]
    public void Aliases_of_aliases_do_not_eat_the_memory()
    {
        var bomb = "x0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(1, 9).Select(i =>
            $"x{i}: &a{i} [{string.Join(',', Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));

        Assert.Equal(
            """
            error SW0209: the aliases expand to more than a million values
              compose.yaml:6:5
              try: use fewer aliases of aliases
            """,
            ComposeFixture.Problems(bomb));
    }

    [Fact]
    public void Aliases_of_aliases_do_not_eat_the_stack()
    {
        var chain = "x0: &a0 [x]\n" + string.Concat(Enumerable.Range(1, 50000).Select(i => $"x{i}: &a{i} [*a{i - 1}]\n"));

        Assert.Equal(
            """
            error SW0209: values are nested more than 200 deep
              compose.yaml:200:7
              try: flatten the structure
            """,
            ComposeFixture.Problems(chain));
    }

    [Fact]
    public void A_folder_without_a_compose_file_is_told_what_was_looked_for()
    {
        using var fixture = new ComposeFixture();

        var problems = Assert.Throws<ProblemException>(() => fixture.Load(new() { ProjectFolder = "" }));

        Assert.Equal(
            $"""
            error SW0201: there is no compose file in '{fixture.Folder}'
              looked for: compose.yaml, compose.yml, docker-compose.yml, docker-compose.yaml
              try: create compose.yaml, or name the file
            """,
            problems.Message);
        Assert.Equal(ExitCodes.BuildIsWrong, problems.ExitCode);
    }
}
