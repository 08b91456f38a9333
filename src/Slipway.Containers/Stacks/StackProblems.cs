using Slipway.Containers.Compose;
using Slipway.Diagnostics;

namespace Slipway.Containers.Stacks;

/// <summary>What can be wrong with a stack beyond its compose file and its Dockerfiles.</summary>
internal static class StackProblems
{
    public static Problem UnknownSetting(YamlEntry entry, IReadOnlyList<string> known) => Wrong(
        "SW0251",
        $"x-slipway knows no '{entry.Key}'",
        entry.Place,
        string.Join(", ", Nearest.To(entry.Key, known) is { Count: > 0 } near ? near : known));

    public static Problem NoMigrateService(YamlScalar migrate, IEnumerable<string> services) => Wrong(
        "SW0252",
        $"x-slipway names '{migrate.Written}' as the service that migrates, and there is no such service",
        migrate.Place,
        string.Join(", ", Nearest.To(migrate.Text, services) is { Count: > 0 } near ? near : services));

    public static Problem NoSize(Place place, string name) => Wrong(
        "SW0253",
        $"'{name}' of x-slipway is not a size",
        place,
        name == "build" ? "build: { memory: 512MiB }" : $"{name}: 512MiB");

    public static Problem NoAddress(Place place) => Wrong(
        "SW0261",
        "a probe of x-slipway is not an http or https address",
        place,
        "probes: [\"http://localhost:8080/health\"]");

    public static Problem NoVariables(Place place) => Wrong(
        "SW0916",
        "x-slipway wants variables with their values here",
        place,
        "memory-optimized: { WEB_MEMORY_LIMIT: 512M }");

    public static Problem NoSuchProfile(string profile, string option, string stack, string file, IReadOnlyList<string> known) => new(
        "SW0914",
        $"{option} starts the services of profile '{profile}', and stack '{stack}' has none",
        [Path.GetFileName(file), $"its profiles: {(known.Count == 0 ? "none" : string.Join(", ", known))}"],
        Nearest.To(profile, known) is { Count: > 0 } near ? $"--profiles {near[0]}" : $"leave {option} out",
        ExitCodes.BuildIsWrong);

    public static Problem NotMemoryOptimized(string stack, string file) => new(
        "SW0915",
        $"stack '{stack}' does not say what --memory-optimized means for it",
        [Path.GetFileName(file)],
        "x-slipway: { memory-optimized: { NAME: VALUE } }, with the variables of its limits",
        ExitCodes.BuildIsWrong);

    public static Problem NoDockerfile(ComposeBuild build, string service, string path) => Wrong(
        "SW0254",
        $"service '{service}' is built from '{path}', which is not there",
        build.Place,
        "correct context: or dockerfile:");

    public static Problem RemoteContext(ComposeBuild build, string service) => Wrong(
        "SW0255",
        $"service '{service}' is built from '{RemoteSources.Shown(build.Context)}', which is neither a folder nor an address that the engine fetches from",
        build.Place,
        "name a folder, the address of a Git repository (https://HOST/NAME.git#REVISION:FOLDER), or that of an archive");

    public static Problem NotInExample(ComposeVariable variable, string example) => Wrong(
        "SW0256",
        $"variable '{variable.Name}' is required and not set; {example}, which a missing .env is made from, does not mention it",
        variable.Place,
        $"add {variable.Name}= to {example}, or set it in the environment");

    public static Problem NoContext(ComposeBuild build, string service, string name, string written) => Wrong(
        "SW0258",
        $"service '{service}' is built with the context '{name}', and '{written}' is neither a folder, an image, a service nor an address",
        build.Place,
        "name a folder, docker-image://NAME, service:NAME or the address of a Git repository");

    private static Problem Wrong(string code, string what, Place place, string tip) =>
        new(code, what, [place.ToString()], tip, ExitCodes.BuildIsWrong);
}
