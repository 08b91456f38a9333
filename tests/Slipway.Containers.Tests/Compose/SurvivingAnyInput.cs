using System.Globalization;
using System.Text;
using Slipway.Containers.Compose;

namespace Slipway.Containers.Tests.Compose;

[Collection("Fuzzing")]
public sealed class SurvivingAnyInput
{
    private static readonly string[] Seeds =
    [
        "services:\n  web: &a { image: 'x:${TAG:-1}', ports: ['80-82:80-82', {target: 1}], volumes: ['./a:/b:ro'], environment: [A=1, B] }\n  db: { <<: *a, extends: web, command: \"a 'b c'\" }\n",
        "name: ${A:-${B:-c}}\ninclude: [compose.yaml]\nservices:\n  web:\n    build: { context: ., args: {A: , B: 1e3}, ssh: [default], ulimits: {n: {soft: 1, hard: 2}} }\n    deploy: { resources: { limits: { cpus: '0.5', memory: 1g } }, replicas: 2 }\n    healthcheck: { test: [CMD, a], interval: 1m30s }\n",
        "services: { web: { image: x, depends_on: { db: { condition: service_healthy, required: false } }, networks: { n: { aliases: [a] } }, extra_hosts: ['a=[::1]'], devices: ['/a:/b:rw'] }, db: { image: y, profiles: [p] } }\nnetworks: { n: { ipam: { config: [ { subnet: 10.0.0.0/8 } ] } } }\nsecrets: { s: { file: ./s } }\nconfigs: { c: { content: !reset x } }\n",
        "x-a: &x [1, 2]\nservices:\n  web:\n    image: x\n    ports: !override [ '1' ]\n    labels: !reset []\n    env_file: [ { path: .env, required: false } ]\n    develop: { watch: [ { path: ., action: sync, target: /x } ] }\n---\nservices: { web: { gpus: all } }\n",
    ];

    private static readonly string[] Pieces =
    [
        "${", "}", "$$", "&a ", "*a", "<<: ", "!reset ", "!override ", "!!binary ", "- ", "? ", ": ", "|\n", ">-\n", "'", "\"", "{", "[", "]", "#", "\t", "\u0000", "\u0085", "\uFEFF", "---\n", "...\n",
        "%YAML 1.1\n", "${A:-${A:-${A:-", "99999999999999999999", "1e999", "-", ":", ",", "\\", "é", "\uD83D", "80-65535:80-65535", "0x", "~", "null", "include: [compose.yaml]\n", "services:\n",
    ];

    // So many that some can be read, however little time there is.
    private const int LeastTries = 500;

    /// <summary>How long is tried; SLIPWAY_DEEP_SECONDS sets it.</summary>
    private static TimeSpan Duration => TimeSpan.FromSeconds(
        double.TryParse(Environment.GetEnvironmentVariable("SLIPWAY_DEEP_SECONDS"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 1);

    [Fact]
    [Trait("Category", "Deep")]
    public void Whatever_is_in_the_files_the_answer_is_a_project_or_problems_soon_and_in_little_memory()
    {
        using var fixture = new ComposeFixture();
        var random = new Dice(20250314);
        var started = TimeProvider.System.GetTimestamp();
        var (tries, read) = (0, 0);
        do
        {
            var (compose, over, env) = (Spoil(random, random.Pick(Seeds)), Spoil(random, random.Pick(Seeds)), Spoil(random, "A=1\nB=\"x ${A}\"\nexport C='y'\nD=${E:-f} # g\n"));
            File.WriteAllBytes(Path.Combine(fixture.Folder, "compose.yaml"), compose);
            File.WriteAllBytes(Path.Combine(fixture.Folder, "over.yaml"), over);
            File.WriteAllBytes(Path.Combine(fixture.Folder, ".env"), env);
            var before = TimeProvider.System.GetTimestamp();
            try
            {
                var project = fixture.Load(new ComposeOptions { ProjectFolder = "", Files = random.Below(3) == 0 ? ["compose.yaml", "over.yaml"] : ["compose.yaml"], ProjectName = "p" });
                Assert.NotEmpty(project.ToJson() + project.ToYaml());
                read++;
            }
            catch (ProblemException)
            {
                // That is an answer.
            }

            Assert.True(TimeProvider.System.GetElapsedTime(before) < TimeSpan.FromSeconds(20), $"try {tries} took {TimeProvider.System.GetElapsedTime(before)}: {Encoding.UTF8.GetString(compose)}");
            if (++tries % 500 == 0)
                Assert.InRange(Environment.WorkingSet >> 20, 0, 300 + StartingMemory);
        }
        while (tries < LeastTries || TimeProvider.System.GetElapsedTime(started) < Duration);
        Assert.True(read > 0, $"none of {tries} files could be read");
    }

    // The test runner's own, with hundreds of other tests in it.
    private static readonly long StartingMemory = Environment.WorkingSet >> 20;

    private static byte[] Spoil(Dice random, string seed)
    {
        var text = new StringBuilder(seed);
        for (var edits = random.Below(6); edits > 0; edits--)
        {
            var at = random.Below(text.Length);
            var length = Math.Min(random.Below(20), text.Length - at);
            _ = random.Below(6) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, random.Pick(Pieces)),
                2 => text.Insert(random.Below(text.Length), text.ToString(at, length)),
                3 => text.Insert(at, string.Concat(Enumerable.Repeat(random.Pick(Pieces), 1 + random.Below(300)))),
                4 => text.Replace(random.Pick("web", "db", "image", "x", "1", ":", ","), random.Pick(Pieces), at, length),
                _ => text.Append(text.ToString(at, length)),
            };
            if (text.Length == 0)
                text.Append(' ');
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        if (random.Below(8) == 0)
            bytes[random.Below(bytes.Length)] = (byte)random.Below(256);
        return bytes;
    }

    private sealed class Dice(ulong state)
    {
        private ulong _state = state;

        public int Below(int limit)
        {
            _state ^= _state << 13;
            _state ^= _state >> 7;
            _state ^= _state << 17;
            return (int)((_state >> 11) % (ulong)limit);
        }

        public string Pick(params string[] choices) => choices[Below(choices.Length)];
    }
}
