namespace Slipway.Containers.Tests.Compose;

public sealed class WritingTheNormalForm
{
    private const string Compose = """
        services:
          web:
            image: nginx
            command: echo "a b" $$HOME
            ports: ["8080:80"]
            environment: { B: yes, A: 1.50, N: }
            mem_limit: 64m
            stop_grace_period: 90s
            depends_on: [db]
            init: "no"
            x-note: kept in YAML
          db: { image: postgres, volumes: ['data:/var/lib/'], profiles: [] }
          off: { image: x, profiles: [never], networks: [other] }
        volumes: { data: , unused: }
        networks: { other: }
        """;

    [Fact]
    public void As_JSON_it_is_what_compose_config_prints()
    {
        Assert.Equal(
            """
            {
              "name": "shop",
              "networks": {
                "default": {
                  "name": "shop_default",
                  "ipam": {}
                }
              },
              "services": {
                "db": {
                  "command": null,
                  "entrypoint": null,
                  "image": "postgres",
                  "networks": {
                    "default": null
                  },
                  "volumes": [
                    {
                      "type": "volume",
                      "source": "data",
                      "target": "/var/lib",
                      "volume": {}
                    }
                  ]
                },
                "web": {
                  "command": [
                    "echo",
                    "a b",
                    "$$HOME"
                  ],
                  "depends_on": {
                    "db": {
                      "condition": "service_started",
                      "required": true
                    }
                  },
                  "entrypoint": null,
                  "environment": {
                    "A": "1.5",
                    "B": "yes",
                    "N": null
                  },
                  "image": "nginx",
                  "init": false,
                  "mem_limit": "67108864",
                  "networks": {
                    "default": null
                  },
                  "ports": [
                    {
                      "mode": "ingress",
                      "target": 80,
                      "published": "8080",
                      "protocol": "tcp"
                    }
                  ],
                  "stop_grace_period": "1m30s"
                }
              },
              "volumes": {
                "data": {
                  "name": "shop_data"
                }
              }
            }

            """,
            ComposeFixture.Load(Compose).ToJson());
    }

    [Fact]
    public void As_YAML_it_keeps_extensions_and_leaves_out_what_is_empty()
    {
        Assert.Equal(
            """
            name: shop
            services:
              db:
                image: postgres
                networks:
                  default: null
                volumes:
                  - type: volume
                    source: data
                    target: /var/lib
                    volume: {}
              web:
                command:
                  - echo
                  - a b
                  - $$HOME
                depends_on:
                  db:
                    condition: service_started
                    required: true
                environment:
                  A: "1.5"
                  B: "yes"
                  "N": null
                image: nginx
                init: false
                mem_limit: "67108864"
                networks:
                  default: null
                ports:
                  - mode: ingress
                    target: 80
                    published: "8080"
                    protocol: tcp
                stop_grace_period: 1m30s
                x-note: kept in YAML
            networks:
              default:
                name: shop_default
            volumes:
              data:
                name: shop_data

            """,
            ComposeFixture.Load(Compose).ToYaml());
    }

    [Fact]
    public void Limits_of_devices_have_their_number_even_where_it_is_nothing()
    {
        var project = ComposeFixture.Load("services:\n  web:\n    image: x\n    blkio_config: { device_read_bps: [{ path: /a }], weight_device: [{ weight: 3 }] }\n");

        Assert.Contains("          {\n            \"Path\": \"/a\",\n            \"Rate\": \"0\"\n          }\n", project.ToJson(), StringComparison.Ordinal);
        Assert.Contains("        - path: \"\"\n          weight: 3\n", project.ToYaml(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1e6", "1000000")]
    [InlineData("1e21", "1e+21")]
    [InlineData("1e-7", "1e-7")]
    [InlineData("0.1", "0.1")]
    [InlineData("-0.0", "-0")]
    [InlineData("0x1F", "31")]
    [InlineData("0644", "420")]
    [InlineData("2020-01-02", "\"2020-01-02T00:00:00Z\"")]
    [InlineData("\"a$b\"", "\"a$$b\"")]
    [InlineData("~", "null")]
    public void Values_of_extensions_are_those_of_YAML(string written, string json) =>
        Assert.Contains($"\"x-v\": {json}\n", ComposeFixture.Load($"services: {{}}\nx-v: {written.Replace("a$b", "a$$b", StringComparison.Ordinal)}\n").ToJson(), StringComparison.Ordinal);
}
