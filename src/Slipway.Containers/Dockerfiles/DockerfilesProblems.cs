using Slipway.Diagnostics;

namespace Slipway.Containers.Dockerfiles;

/// <summary>Every message about Dockerfiles, one place for all.</summary>
internal static class DockerfilesProblems
{
    public static Problem BadImage(string text) => Of(
        "SW0301", $"'{text}' is not the name of an image", [], "write registry/repository:tag, in lower case");

    public static Problem CannotRead(string file, Exception reason) => Of(
        "SW0302", $"'{file}' cannot be read", [$"reason: {reason.Message}"],
        reason is FileNotFoundException or DirectoryNotFoundException ? "check 'context' and 'dockerfile' in the compose file" : "check the file's permissions");

    public static Problem NoInstructions(string file) => Of(
        "SW0303", $"'{file}' has no instructions", [$"{file}:1"], "begin it with FROM");

    public static Problem UnknownInstruction(Place place, string word, IEnumerable<string> known) => Of(
        "SW0304", $"there is no instruction '{word}'", [$"{place}"],
        Meant(word.ToUpperInvariant(), known) ?? "check for a missing '\\' at the end of the line above");

    public static Problem NoArguments(Place place, string keyword, string needed) => Of(
        "SW0305", $"{keyword} needs {needed}", [$"{place}"], $"write {needed} after {keyword}");

    public static Problem BeforeFrom(Place place, string keyword) => Of(
        "SW0306", $"{keyword} stands before the first FROM", [$"{place}"], "move it below FROM: only ARG may stand above");

    public static Problem NoFrom(string file) => Of(
        "SW0307", $"'{file}' has no FROM", [$"{file}:1"], "begin the image with FROM");

    public static Problem UnknownFlag(Place place, string keyword, string flag, IEnumerable<string> known)
    {
        var flags = known.Select(name => "--" + name).ToList();
        var all = flags.Count > 0 ? $"use one of {string.Join(", ", flags)}" : $"remove it: {keyword} takes no flags";
        return Of("SW0308", $"{keyword} has no flag '--{flag}'", [$"{place}"], Meant("--" + flag, flags) ?? all);
    }

    public static Problem DirectiveTwice(Place place, string directive) => Of(
        "SW0309", $"the directive '{directive}' appears twice", [$"{place}"], "keep one of the two");

    public static Problem BadEscape(Place place, string value) => Of(
        "SW0309", $"'{value}' cannot be the escape character", [$"{place}"], "use \\ or `");

    public static Problem OpenHeredoc(Place place, string name) => Of(
        "SW0310", $"the text that '<<{name}' begins has no end", [$"{place}"], $"write a line '{name}' below it");

    public static Problem BadStageName(Place place, string name) => Of(
        "SW0311", $"'{name}' cannot be the name of a stage", [$"{place}"],
        "use a-z, 0-9, - _ and . and begin with a letter");

    public static Problem BadFrom(Place place) => Of(
        "SW0312", "FROM takes an image, and 'AS name' after it", [$"{place}"], "write FROM image AS name");

    public static Problem BlankBase(Place place, string written) => Of(
        "SW0313", $"the base '{written}' comes out empty", [$"{place}"],
        "give the ARG above the first FROM a default, or pass the build argument");

    public static Problem BadBase(Place place, string written) => Of(
        "SW0314", $"the base '{written}' is not the name of an image", [$"{place}"],
        "write registry/repository:tag, or the name of a stage above");

    public static Problem UnknownTarget(string file, string target, IEnumerable<string> known)
    {
        var names = known.ToList();
        var all = names.Count > 0 ? $"use one of {string.Join(", ", names)}" : "name a stage with 'FROM image AS name'";
        return Of("SW0315", $"'{file}' has no stage '{target}'", [$"{file}:1"], Meant(target, names) ?? all);
    }

    public static Problem UnknownSource(Place place, string keyword, string source, IEnumerable<string> stages) => Of(
        "SW0316", $"{keyword} takes files from '{source}', which is neither a stage nor an image", [$"{place}"],
        Meant(source, stages) ?? "name a stage, its number, or an image");

    public static Problem Circle(IReadOnlyList<(string Name, Place Place)> circle)
    {
        var names = circle.Select(step => step.Name).Append(circle[0].Name).ToList();
        return Of(
            "SW0317", $"stages need each other in a circle: {string.Join(" -> ", names)}",
            [.. circle.Select((step, i) => $"{step.Place}  {step.Name} needs {names[i + 1]}")],
            "copy from an earlier stage only");
    }

    public static Problem BadExpansion(Place place, string text, string reason) => Of(
        "SW0318", $"'{text}' cannot be expanded", [$"{place}", $"reason: {reason}"], "write $NAME, ${NAME} or ${NAME:-default}, and close quotes");

    public static Problem BadFlagValue(Place place, string flag, string value, string remedy) => Of(
        "SW0319", $"'{value}' is no value of --{flag}", [$"{place}"], remedy);

    public static Problem NoFlagValue(Place place, string flag) => Of(
        "SW0319", $"--{flag} has no value", [$"{place}"], $"write --{flag}=VALUE");

    public static Problem FlagTwice(Place place, string keyword, string flag) => Of(
        "SW0319", $"{keyword} has --{flag} twice", [$"{place}"], "keep one of the two");

    public static Problem NotTexts(Place place, string list) => Of(
        "SW0320", $"the list {list} holds more than texts", [$"{place}"], "put every item between double quotes");

    public static Problem BadPair(Place place, string keyword, string word) => Of(
        "SW0321", $"{keyword} takes name=value, not '{word}'", [$"{place}"], "write a name, '=' and a value; put a value with blanks between double quotes");

    public static Problem BadHealthCheck(Place place, string reason) => Of(
        "SW0322", $"the health check cannot be read: {reason}", [$"{place}"], "write HEALTHCHECK CMD command, or HEALTHCHECK NONE");

    public static Problem BadMount(Place place, string mount, string reason) => Of(
        "SW0323", $"the mount '{mount}' cannot be read: {reason}", [$"{place}"], "write --mount=type=bind,source=PATH,target=PATH or the like");

    public static Problem VariableInFrom(Place place, string from) => Of(
        "SW0324", $"'{from}' takes a variable, which cannot say where files come from", [$"{place}"], "add a stage 'FROM $VARIABLE AS name' and take them from it");

    public static Problem BadPort(Place place, string port) => Of(
        "SW0325", $"'{port}' is not a port", [$"{place}"], "write 8080, 53/udp or 8000-8010");

    public static Problem BadSignal(Place place, string signal) => Of(
        "SW0326", $"'{signal}' is not a signal", [$"{place}"], "write a name such as SIGTERM, or a number");

    public static Problem BadPlatform(Place place, string written, string platform) => Of(
        "SW0327", written == platform ? $"'{platform}' is not a platform" : $"'{written}' comes out as '{platform}', which is not a platform", [$"{place}"],
        "write system/architecture, such as linux/arm64");

    public static Problem ForbiddenTrigger(Place place, string keyword) => Of(
        "SW0328", $"{keyword} cannot be kept for later with ONBUILD", [$"{place}"], "write it in the Dockerfile that builds on this image");

    public static Problem BadSource(Place place, string keyword, string source, string reason) => Of(
        "SW0329", $"{keyword} cannot take '{source}': {reason}", [$"{place}"],
        keyword == "COPY" ? "COPY takes paths of the context, a stage or an image; use ADD for addresses" : "check the sources and flags of ADD");

    public static Problem LaterStage(Place place, string user, string stage) => Of(
        "SW0330", $"{user} takes files from '{stage}', which is defined later", [$"{place}"], $"move '{stage}' above");

    private static string? Meant(string name, IEnumerable<string> known)
    {
        var near = Nearest.To(name, known);
        return near.Count > 0 ? string.Join(" or ", near.Select(candidate => $"'{candidate}'")) : null;
    }

    private static Problem Of(string code, string what, IReadOnlyList<string> facts, string remedy) =>
        new(code, what, facts, remedy, ExitCodes.BuildIsWrong);
}
