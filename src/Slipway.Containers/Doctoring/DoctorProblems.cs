using Slipway.Containers.Compose;

namespace Slipway.Containers.Doctoring;

/// <summary>What the doctor may find.</summary>
internal static class DoctorProblems
{
    public static Problem PortTaken(ComposePort port, PortRange ports, string service, string? holder) => new(
        "SW0801",
        $"{(ports.IsSingle ? "port" : "every port of")} {ports} of service '{service}' is taken{(holder is null ? "" : $" by {holder}")}",
        [port.Place.ToString()],
        "stop what holds it, or publish on another port");

    public static Problem PortTwice(ComposePort port, int number, string service, string other) => new(
        "SW0802",
        $"services '{other}' and '{service}' both publish port {number}",
        [port.Place.ToString()],
        "publish one of them on another port");

    public static Problem LittleDisk(string folder, ByteSize free, ByteSize needed) => new(
        "SW0803",
        $"only {free} are free where the engine keeps its data, and a deployment wants {needed}",
        [$"folder: {folder}"],
        "remove unused images: docker image prune");

    public static Problem OldEngine(string version, string recommended, string lost) => new(
        "SW0804",
        $"the engine is {version}; {recommended} or newer is recommended",
        [lost],
        "update Docker Engine");

    public static Problem OldCompose(string version, string recommended, string lost) => new(
        "SW0805",
        $"compose is {version}; {recommended} or newer is recommended",
        [lost],
        "update Docker Compose");

    public static Problem NoBuildKit() => new(
        "SW0806",
        "the engine builds without BuildKit",
        ["steps run one after the other, and heredocs and mounts do not work"],
        "update Docker Engine");

    public static Problem ReadableEnvironment(string file) => new(
        "SW0807",
        $"'{file}' holds secrets and can be read by everybody on this machine",
        null,
        $"chmod 600 {file}");

    public static Problem EmptyVariable(ComposeVariable variable) => new(
        "SW0808",
        $"variable '{variable.Name}' is set to nothing",
        [variable.Place.ToString()],
        "give it a value in .env, or remove it there");

    public static Problem LittleMemory(ByteSize reserved, ByteSize memory) => new(
        "SW0809",
        $"the services reserve {reserved} of memory, and the engine's machine has {memory}",
        null,
        "lower the reservations, or deploy fewer profiles");

    public static Problem TooManyReplicas(ComposePort port, ComposeService service) => new(
        "SW0470",
        $"service '{service.Name}' has {service.Replicas} containers, and publishes {(port.Published!.Value.IsSingle ? "one port" : "fewer ports")}",
        [port.Place.ToString()],
        $"publish a range such as {port.Published!.Value.First}-{port.Published.Value.First + service.Replicas - 1}, or let the engine choose: \"{port.Target}\"");

    public static Problem NoMountSource(ComposeMount mount, string service, string path) => new(
        "SW0471",
        $"service '{service}' mounts '{path}', which is not there",
        [mount.Place.ToString()],
        $"mkdir -p {path}, or add --fix");

    public static Problem MountMadeAsRoot(ComposeMount mount, string service, string path, string user) => new(
        "SW0472",
        $"service '{service}' mounts '{path}', which is not there: the engine would make it for root, and the service runs as user {user}",
        [mount.Place.ToString()],
        $"mkdir -p {path} && chown {user} {path}, or add --fix");

    public static Problem MountUnreadable(ComposeMount mount, string service, string path, string user) => new(
        "SW0473",
        $"service '{service}' runs as user {user} and mounts '{path}', which only its owner and group can read",
        [mount.Place.ToString()],
        $"see that it belongs to {user}, or: chmod o+rX {path}");

    public static Problem SubnetTaken(ComposeSubnet subnet, string network, string holder) => new(
        "SW0474",
        $"subnet {subnet.Subnet} of network '{network}' is in the way of {holder}",
        [subnet.Place.ToString()],
        "choose another subnet, or leave the choice to the engine");

    public static Problem ForeignImage(ComposeService service, string architecture, string machine) => new(
        "SW0475",
        $"the image of service '{service.Name}' is for {architecture}, and the engine's machine is {machine}",
        [service.Place.ToString()],
        "use an image for that machine; this one runs under emulation only");

    public static Problem NoHealthCheck(ComposeDependency dependency, string service) => new(
        "SW0476",
        $"service '{service}' waits until '{dependency.Service}' is healthy, which has no health check",
        [dependency.Place.ToString()],
        $"give '{dependency.Service}' a healthcheck, or wait with condition: service_started");

    public static Problem NoExternal(string kind, string name, Place place) => new(
        "SW0477",
        $"{kind} '{name}' is external, and the engine does not have it",
        [place.ToString()],
        $"docker {kind} create {name}");

    public static Problem NoSecretFile(ComposeFileObject secret, string path) => new(
        "SW0478",
        $"secret '{secret.Key}' is read from '{path}', which is not there",
        [secret.Place.ToString()],
        $"put it there, readable by you alone: install -m 600 /dev/null {path}");

    public static Problem NoSecretVariable(ComposeFileObject secret) => new(
        "SW0479",
        $"secret '{secret.Key}' is read from variable '{secret.Variable}', which has no value",
        [secret.Place.ToString()],
        $"set {secret.Variable} in .env or in the environment");

    public static Problem Clock(TimeSpan difference) => new(
        "SW0480",
        $"the engine's clock is {Math.Abs(difference.TotalSeconds):0} s {(difference > TimeSpan.Zero ? "ahead" : "behind")}",
        ["certificates, tokens and the times of logs go by it"],
        "set both by the network: timedatectl set-ntp true");
}
