using Slipway.Containers.Swarm;
using Slipway.Containers.Tests.Compose;

namespace Slipway.Containers.Tests.Swarm;

public sealed class TellingWhatASwarmCannotDo
{
    [Fact]
    public void Every_field_is_told_with_its_place_and_what_becomes_of_it()
    {
        var project = ComposeFixture.Load("""
            services:
              web:
                image: shop/web:1
                container_name: web
                privileged: true
                oom_score_adj: 5
                security_opt: ["no-new-privileges:true", "seccomp:unconfined"]
                network_mode: none
                extra_hosts: ["host:host-gateway"]
              db:
                image: shop/db:1
                restart: unless-stopped
                depends_on: [web]
                build: .
                ports: ["127.0.0.1:5432:5432", "8000-8010:80"]
                networks: { back: { ipv4_address: 10.1.0.5 } }
                x-anything: goes
            networks: { back: { driver: bridge } }
            """);

        var facts = UnknownFields.Of(project, [.. project.Services.Values], new Version(1, 45));

        Assert.Equal(
            [
                "compose.yaml:4:5  container_name of 'web': tasks have names of their own",
                "compose.yaml:5:5  privileged of 'web': tasks have no more than the usual rights; cap_add names single ones",
                "compose.yaml:6:5  oom_score_adj of 'web': it means nothing there",
                "compose.yaml:8:5  network_mode: none of 'web': only 'host' is possible; its tasks are on no network of the stack",
                "compose.yaml:7:5  security_opt: seccomp:unconfined of 'web': only no-new-privileges is possible",
                "compose.yaml:9:5  extra_hosts: host=host-gateway of 'web': tasks know no gateway of their machine by that name",
                "compose.yaml:15:13  address 127.0.0.1 of port 5432 of 'db': it is published on every address of the machine: others can reach it",
                "compose.yaml:15:36  ports 8000-8010 of 'db': port 8000 is taken",
                "compose.yaml:16:17  ipv4_address: 10.1.0.5 of 'db': tasks get addresses of the swarm's choice",
                "compose.yaml:18:13  driver: bridge of network 'back': it spans machines, and becomes overlay",
            ],
            facts);
    }

    [Fact]
    public void An_engine_before_25_cannot_forbid_new_privileges()
    {
        var project = ComposeFixture.Load("services: { web: { image: shop/web:1, security_opt: [\"no-new-privileges:true\"] } }");

        var facts = UnknownFields.Of(project, [.. project.Services.Values], new Version(1, 43));

        Assert.Equal(["compose.yaml:1:39  security_opt: no-new-privileges:true of 'web': engines before 25.0 have it for single containers only"], facts);
    }
}
