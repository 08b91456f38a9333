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
}
