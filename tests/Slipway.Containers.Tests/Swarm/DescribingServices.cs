using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Containers.Swarm;
using Slipway.Containers.Tests.Compose;

namespace Slipway.Containers.Tests.Swarm;

public sealed class DescribingServices
{
    private const string Web = "sha256:1111";

    [Fact]
    public void Fields_of_a_service_become_those_of_the_swarm()
    {
        var service = Describe("""
            services:
              web:
                image: shop/web:1
                entrypoint: ["tini", "--"]
                command: ["serve", "--port", "8080"]
                user: "1000"
                working_dir: /app
                init: true
                read_only: true
                restart: on-failure:3
                stop_signal: SIGQUIT
                stop_grace_period: 1m30s
                environment: { GREETING: "hello $$NAME", EMPTY: "" }
                ports: [{ target: 8080, published: "80", mode: host }, "9000-9001:9000"]
                extra_hosts: ["db.local:10.0.0.7"]
                cap_drop: [ALL]
                security_opt: ["no-new-privileges:true"]
                shm_size: 64m
                tmpfs: ["/run:size=1m,mode=1777"]
                volumes: ["data:/data:ro", { type: tmpfs, target: /tmp, tmpfs: { size: 1048576 } }]
                ulimits: { nofile: { soft: 1024, hard: 2048 } }
                secrets: [{ source: token, target: api-token, uid: "1000", mode: 0400 }]
                configs: [site]
                healthcheck: { test: ["CMD", "check"], interval: 5s, retries: 2 }
                logging: { driver: json-file, options: { max-size: 10m } }
                deploy:
                  replicas: 2
                  labels: { team: shop }
                  resources: { limits: { cpus: "0.5", memory: 128m, pids: 50 }, reservations: { memory: 64m } }
                  update_config: { parallelism: 1, delay: 2s, order: stop-first, failure_action: pause, max_failure_ratio: 0.2 }
                  placement: { constraints: ["node.role == manager"], preferences: [{ spread: node.labels.zone }], max_replicas_per_node: 2 }
                  endpoint_mode: dnsrr
            secrets: { token: { file: ./token.txt } }
            configs: { site: { file: ./site.conf } }
            volumes: { data: { driver_opts: { type: nfs } } }
            """);

        Json.AssertEqual(
            """
            {
              "Name": "shop_web",
              "Labels": {
                "team": "shop", "com.docker.stack.namespace": "shop", "com.docker.stack.image": "shop/web:1", "io.slipway.project": "shop"
              },
              "TaskTemplate": {
                "ContainerSpec": {
                  "Image": "sha256:1111",
                  "Labels": { "com.docker.stack.namespace": "shop" },
                  "Command": ["tini", "--"],
                  "Args": ["serve", "--port", "8080"],
                  "Env": ["EMPTY=", "GREETING=hello $NAME"],
                  "Dir": "/app",
                  "User": "1000",
                  "StopSignal": "SIGQUIT",
                  "ReadOnly": true,
                  "Init": true,
                  "StopGracePeriod": 90000000000,
                  "Mounts": [
                    {
                      "Type": "volume", "Target": "/data", "ReadOnly": true, "Source": "shop_data",
                      "VolumeOptions": {
                        "Labels": { "com.docker.compose.project": "shop", "com.docker.compose.volume": "data", "com.docker.stack.namespace": "shop" },
                        "DriverConfig": { "Name": "local", "Options": { "type": "nfs" } }
                      }
                    },
                    { "Type": "tmpfs", "Target": "/tmp", "ReadOnly": false, "TmpfsOptions": { "SizeBytes": 1048576 } },
                    { "Type": "tmpfs", "Target": "/run", "TmpfsOptions": { "SizeBytes": 1048576, "Mode": 1023 } },
                    { "Type": "tmpfs", "Target": "/dev/shm", "TmpfsOptions": { "SizeBytes": 67108864, "Mode": 1023 } }
                  ],
                  "Healthcheck": { "Test": ["CMD", "check"], "Interval": 5000000000, "Retries": 2 },
                  "Hosts": ["10.0.0.7 db.local"],
                  "DNSConfig": {},
                  "Secrets": [{ "SecretID": "s1", "SecretName": "shop_token_1", "File": { "Name": "api-token", "UID": "1000", "GID": "0", "Mode": 256 } }],
                  "Configs": [{ "ConfigID": "c1", "ConfigName": "shop_site_1", "File": { "Name": "/site", "UID": "0", "GID": "0", "Mode": 292 } }],
                  "Sysctls": {},
                  "CapabilityAdd": [],
                  "CapabilityDrop": ["ALL"],
                  "Privileges": { "NoNewPrivileges": true },
                  "Ulimits": [{ "Name": "nofile", "Soft": 1024, "Hard": 2048 }]
                },
                "Resources": { "Limits": { "NanoCPUs": 500000000, "MemoryBytes": 134217728, "Pids": 50 }, "Reservations": { "MemoryBytes": 67108864 } },
                "RestartPolicy": { "Condition": "on-failure", "MaxAttempts": 3 },
                "Placement": {
                  "Constraints": ["node.role == manager"], "Preferences": [{ "Spread": { "SpreadDescriptor": "node.labels.zone" } }], "MaxReplicas": 2
                },
                "LogDriver": { "Name": "json-file", "Options": { "max-size": "10m" } },
                "Networks": [{ "Target": "shop_default", "Aliases": ["web"] }],
                "ForceUpdate": 0
              },
              "Mode": { "Replicated": { "Replicas": 2 } },
              "UpdateConfig": { "Parallelism": 1, "Delay": 2000000000, "FailureAction": "pause", "MaxFailureRatio": 0.2, "Order": "stop-first" },
              "EndpointSpec": {
                "Mode": "dnsrr",
                "Ports": [
                  { "Protocol": "tcp", "TargetPort": 8080, "PublishedPort": 80, "PublishMode": "host" },
                  { "Protocol": "tcp", "TargetPort": 9000, "PublishedPort": 9000, "PublishMode": "ingress" }
                ]
              }
            }
            """,
            WithoutDigests(service.Body(force: 0)));
    }

    [Theory]
    [InlineData("restart: always", "any")]
    [InlineData("restart: unless-stopped", "any")]
    [InlineData("restart: \"no\"", "none")]
    [InlineData("restart: always\n    deploy: { restart_policy: { condition: on-failure } }", "on-failure")]
    public void What_compose_calls_restart_is_the_policy_unless_deploy_has_one(string fields, string condition)
    {
        var service = Describe($"services:\n  web:\n    image: shop/web:1\n    {fields}\n");

        Assert.Equal(condition, (string?)Parse(service.Body(force: 0))["TaskTemplate"]!["RestartPolicy"]!["Condition"]);
    }

    [Fact]
    public void A_service_that_others_wait_for_to_end_well_is_a_job_that_runs_once()
    {
        var body = Parse(Describe("services: { web: { image: shop/web:1, restart: always } }", oneShot: true).Body(force: 0));

        Json.AssertEqual("""{ "ReplicatedJob": { "TotalCompletions": 1 } }""", body["Mode"]!);
        Json.AssertEqual("""{ "Condition": "none" }""", body["TaskTemplate"]!["RestartPolicy"]!);
    }

    [Fact]
    public void Counts_and_policies_do_not_make_tasks_anew_and_everything_else_does()
    {
        var one = Describe("services: { web: { image: shop/web:1 } }");
        var scaled = Describe("services: { web: { image: shop/web:1, deploy: { replicas: 3, update_config: { parallelism: 2 } } } }");
        var changed = Describe("services: { web: { image: shop/web:1, environment: { A: b } } }");

        Assert.Equal(one.TaskDigest(force: 0), scaled.TaskDigest(force: 0));
        Assert.NotEqual(one.Digest, scaled.Digest);
        Assert.NotEqual(one.TaskDigest(force: 0), changed.TaskDigest(force: 0));
        Assert.NotEqual(one.TaskDigest(force: 0), one.TaskDigest(force: 1));
    }

    [Fact]
    public void The_network_of_the_machine_takes_the_place_of_all_others()
    {
        var body = Parse(Describe("services: { web: { image: shop/web:1, network_mode: host } }").Body(force: 0));

        Json.AssertEqual("""[{ "Target": "host" }]""", body["TaskTemplate"]!["Networks"]!);
    }

    internal static ServiceSpecification Describe(string compose, bool oneShot = false)
    {
        var project = ComposeFixture.Load(compose);
        return new ServiceSpecification(project, project.Services["web"], new SwarmParts
        {
            Images = new Dictionary<string, string>(StringComparer.Ordinal) { ["web"] = Web },
            Secrets = new Dictionary<string, SwarmObject>(StringComparer.Ordinal) { ["token"] = new("shop_token_1", "s1") },
            Configs = new Dictionary<string, SwarmObject>(StringComparer.Ordinal) { ["site"] = new("shop_site_1", "c1") },
            Scale = new Dictionary<string, int>(StringComparer.Ordinal),
            OneShots = oneShot ? ["web"] : [],
            Api = new Version(1, 45),
        });
    }

    private static JsonNode Parse(byte[] body) => JsonNode.Parse(Encoding.UTF8.GetString(body))!;

    private static JsonNode WithoutDigests(byte[] body)
    {
        var node = Parse(body);
        Assert.True(node["Labels"]!.AsObject().Remove("io.slipway.digest"));
        Assert.True(node["Labels"]!.AsObject().Remove("io.slipway.configuration"));
        Assert.True(node["TaskTemplate"]!["ContainerSpec"]!["Labels"]!.AsObject().Remove("io.slipway.digest"));
        return node;
    }

    private static class Json
    {
        private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

        public static void AssertEqual(string expected, JsonNode actual) =>
            Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(Indented), actual.ToJsonString(Indented));
    }
}
