using Slipway.Diagnostics;

namespace Slipway.Containers.Compose;

/// <summary>Every message about compose files and environment files, one place for all.</summary>
/// <remarks>Values that came from variables may be secret: messages show what the file has written.</remarks>
internal static class ComposeProblems
{
    public static Problem NoFile(string folder, IEnumerable<string> names) => Of(
        "SW0201", $"there is no compose file in '{folder}'", [$"looked for: {string.Join(", ", names)}"],
        "create compose.yaml, or name the file");

    public static Problem CannotRead(string file, Exception reason) => Of(
        "SW0202", $"'{file}' cannot be read", [$"reason: {reason.Message}"],
        reason is FileNotFoundException or DirectoryNotFoundException ? "check the file's name" : "check the file's permissions");

    public static Problem NotYaml(Place place, string reason) => Of(
        "SW0203", $"'{place.File}' is not YAML", [$"{place}", $"reason: {reason}"],
        "check the indentation, quotes and brackets there and in the line above");

    public static Problem Empty(string file) => Of(
        "SW0204", $"'{file}' is empty", [$"{file}:1"], "write a 'services:' section");

    public static Problem KeyTwice(Place place, string key, Place first) => Of(
        "SW0205", $"key '{key}' appears twice", [$"{place}", $"{first}  first"], "keep one of the two");

    public static Problem KeyIsNoText(Place place) => Of(
        "SW0206", "a key is a list or a mapping", [$"{place}"], "write a plain name before the ':'");

    public static Problem KeyIsNoName(Place place, string key, string description) => Of(
        "SW0206", $"the key '{key}' is {description}, and keys are texts", [$"{place}"], $"put it in quotes: \"{key}\"");

    public static Problem TagDoesNotFit(Place place, string tag, string written) => Of(
        "SW0233", $"'{written}' is no '{tag.Replace("tag:yaml.org,2002:", "!!", StringComparison.Ordinal)}'", [$"{place}"], "remove the tag, or correct the value");

    public static Problem NotFinite(Place place, string written) => Of(
        "SW0234", $"'{written}' is no number that compose can use", [$"{place}"], "write a finite number, or put it in quotes");

    public static Problem ControlCharacter(Place place, char character) => Of(
        "SW0203", $"'{place.File}' is not YAML", [$"{place}", $"reason: the character U+{(int)character:X4} is not allowed"], "remove it, or write it as an escape between double quotes");

    public static Problem YamlVersion(Place place, string version) => Of(
        "SW0606", $"compose reads no YAML {version}", [$"{place}"], "remove the line: every compose file is read the same way");

    public static Problem YamlEscape(Place place, string escape) => Of(
        "SW0607", $"'{escape}' is no escape that compose knows", [$"{place}"], "write the character itself");

    public static Problem TabAfterDash(Place place) => Of(
        "SW0608", "a tab follows the '-' of an item", [$"{place}"], "put a blank in its place");

    public static Problem NewerField(Place place, string path) => Of(
        "SW0609", $"compose 2.26 does not know '{path}'", [$"{place}"], "remove it, or read it with --newer-fields, as newer versions of compose do");

    public static Problem NewerValue(Place place, string path, string written) => Of(
        "SW0609", $"compose 2.26 does not know '{written}' in '{path}'", [$"{place}"], "change it, or read it with --newer-fields, as newer versions of compose do");

    public static Problem NotUtf8(string file) => Of(
        "SW0203", $"'{file}' is not YAML", [$"{file}:1", "reason: it is not UTF-8"], "save it as UTF-8");

    public static Problem ItemTwice(Place place, string path, string item, Place first) => Of(
        "SW0235", $"'{path}' has '{item}' twice", [$"{place}", $"{first}  first"], "remove one of them");

    public static Problem KeyNotAllowed(Place place, string path, string key) => Of(
        "SW0236", $"'{path}' has a key '{key}', which is not allowed there", [$"{place}"], "use letters, digits, '.', '_' and '-' only");

    public static Problem CannotMerge(Place place, string path, string description, Place under, string underDescription) => Of(
        "SW0237", $"'{path}' is {description} here and {underDescription} in the earlier file", [$"{place}", $"{under}  earlier"],
        "write both in the same form, or '!override' before the later one");

    public static Problem Blank(Place place, string path) => Of("SW0238", $"'{path}' is empty", [$"{place}"], "write a path");

    public static Problem Exclusive(string path, IReadOnlyList<YamlEntry> entries) => Of(
        "SW0239", $"'{path}' has {string.Join(" and ", entries.Select(entry => $"'{entry.Key}'"))}, which exclude each other",
        [.. entries.Select(entry => $"{entry.Place}  {entry.Key}")], "keep one of them");

    public static Problem NameOfSeveral(Place name, string service, Place scale) => Of(
        "SW0248", $"service '{service}' has several containers and one 'container_name'", [$"{name}", $"{scale}  how many"], "remove 'container_name:'");

    public static Problem NoSource(Place place, string path, IReadOnlyList<string> keys) => Of(
        "SW0240", $"'{path}' says nothing about where its content comes from", [$"{place}"], $"add one of {string.Join(", ", keys.Select(key => $"'{key}:'"))}, or 'external: true'");

    public static Problem NothingToExtend(Place place, string service, string target, string file, IEnumerable<string> known) => Of(
        "SW0241", $"service '{service}' extends '{target}', which {file} does not have", [$"{place}"],
        Meant(target, known) ?? "name one of its services");

    public static Problem ExtendsCircle(IReadOnlyList<ExtendsStep> steps) => Of(
        "SW0242", $"services extend each other in a circle: {string.Join(" -> ", steps.Select(step => step.Service))} -> {steps[^1].Extended}",
        [.. steps.Select(step => $"{step.Place}  {step.Service} extends {step.Extended}")], "remove one of these");

    public static Problem IncludeCircle(Place place, IReadOnlyList<string> files) => Of(
        "SW0243", $"files include each other in a circle: {string.Join(" -> ", files)}", [$"{place}"], "remove one of these");

    public static Problem IncludeConflict(Place include, string path, Place own, Place included) => Of(
        "SW0244", $"'{path}' is in the file that is included too, and says something else there", [$"{own}", $"{included}  included", $"{include}  the include"],
        "give one of them another name");

    public static Problem EnvFileFormat(Place place, string service, string format) => Of(
        "SW0245", $"service '{service}' reads a file of the format '{format}', which is not known", [$"{place}"], "remove 'format:'");

    public static Problem LabelFileMissing(Place place, string service, string file) => Of(
        "SW0246", $"service '{service}' reads labels from '{file}', which does not exist", [$"{place}"], $"create {file}");

    public static Problem NoBuiltService(Place place, string path, string service, IReadOnlyList<string> known) => Of(
        "SW0247", $"'{path}' names service '{service}', which is not one that is built", [$"{place}"],
        Meant(service, known) ?? "name an active service with a 'build:'");

    public static Problem UnknownAnchor(Place place, string anchor, IEnumerable<string> known) => Of(
        "SW0207", $"there is no anchor '&{anchor}' above '*{anchor}'", [$"{place}"],
        Meant(anchor, known, "*") ?? $"write '&{anchor}' at the value that is meant");

    public static Problem MergeNeedsMapping(Place place, string description) => Of(
        "SW0208", $"'<<' merges mappings, but this is {description}", [$"{place}"], "give it '*anchor' or a list of those");

    public static Problem TooDeep(Place place, int limit) => Of(
        "SW0209", $"values are nested more than {limit} deep", [$"{place}"], "flatten the structure");

    public static Problem TooLarge(Place place) => Of(
        "SW0209", "the aliases expand to more than a million values", [$"{place}"], "use fewer aliases of aliases");

    public static Problem Interpolation(Place place, string path) => Of(
        "SW0211", $"the variable in '{path}' cannot be read", [$"{place}"],
        "write ${NAME}, ${NAME:-default} or ${NAME:?message}, and $$ for a dollar sign");

    public static Problem MissingVariable(
        string name, IReadOnlyList<(Place Place, string Message)> uses, Place? emptyAt, string remedyFile)
    {
        var facts = Uses(uses);
        if (emptyAt is { } place)
            facts.Add($"{place}  it is empty here");
        return Of(
            "SW0212",
            emptyAt is null ? $"required variable '{name}' is not set" : $"required variable '{name}' is empty",
            facts,
            $"set {name} in {remedyFile}");
    }

    public static Problem EmptyInEnvironment(string name, IReadOnlyList<(Place Place, string Message)> uses) => Of(
        "SW0212", $"required variable '{name}' is empty", [.. Uses(uses), "the environment sets it to nothing, which wins over files"],
        $"unset {name} in the environment, or give it a value there");

    public static Problem EnvRequired(Place place, TemplateVariable variable) => Of(
        "SW0212", $"required variable '{variable.Name}' is not set",
        [variable.Written.Length > 0 ? $"{place}  {variable.Written}" : $"{place}"],
        $"set {variable.Name} above that line");

    public static Problem EnvName(Place place, string name, char character) => Of(
        "SW0213", $"variable name '{name}' is followed by '{character}'", [$"{place}"], "write NAME=value");

    public static Problem EnvNoName(Place place) => Of(
        "SW0213", "a variable's name is missing", [$"{place}"], "write NAME=value");

    public static Problem EnvNameWithSpace(Place place, string name) => Of(
        "SW0213", $"variable name '{name}' has a space in it", [$"{place}"],
        "write NAME=value, and '#' before a comment");

    public static Problem EnvUnterminated(Place place, char quote) => Of(
        "SW0214", $"the value has no closing {quote}", [$"{place}"], $"write {quote} at its end");

    public static Problem EnvTemplate(Place place) => Of(
        "SW0215", "a variable in the value cannot be read", [$"{place}"],
        "write ${NAME} or ${NAME:-default}, and $$ or single quotes for a dollar sign");

    public static Problem EnvFileMissing(Place place, string service, string file) => Of(
        "SW0216", $"service '{service}' reads '{file}', which does not exist", [$"{place}"],
        $"create {file}, or say 'required: false' there");

    public static Problem UnknownKey(Place place, string path, string key, IEnumerable<string> known) => Of(
        "SW0217", path.Length == 0 ? $"compose knows no '{key}'" : $"'{path}' has no '{key}'", [$"{place}"],
        Meant(key, known) ?? $"remove it, or call it x-{key}");

    public static Problem WrongShape(Place place, string path, string expected, string found) => Of(
        "SW0218", $"'{path}' must be {expected}, but this is {found}", [$"{place}"],
        found is "a number" or "a boolean" && expected.StartsWith("a text", StringComparison.Ordinal)
            ? "put it in quotes"
            : $"write {expected} there");

    public static Problem WrongValue(Place place, string path, string written, string expected) => Of(
        "SW0219", $"'{path}' has '{written}', which is not {expected}", [$"{place}"], $"write {expected}");

    public static Problem Disagree(Place place, string key, Place other, string otherKey) => Of(
        "SW0232", $"'{key}' and '{otherKey}' say different things", [$"{place}  {key}", $"{other}  {otherKey}"], $"keep '{otherKey}'");

    public static Problem Missing(Place place, string path, string key) => Of(
        "SW0220", $"'{path}' has no '{key}'", [$"{place}"], $"add '{key}:'");

    public static Problem OldFormat(Place place, string service) => Of(
        "SW0221", $"this is a compose file of version 1: '{service}' stands outside of 'services:'", [$"{place}"],
        "put the services below a 'services:' line");

    public static Problem NoImageAndNoBuild(Place place, string service) => Of(
        "SW0222", $"service '{service}' has neither 'image' nor 'build'", [$"{place}"], "add one of them");

    public static Problem Undefined(Place place, string service, string kind, string name, IEnumerable<string> known) => Of(
        "SW0223", $"service '{service}' uses {kind} '{name}', which is not defined", [$"{place}"],
        Meant(name, known) ?? $"add '{name}:' below '{kind}s:'");

    public static Problem UndefinedDependency(Place place, string service, string name, IEnumerable<string> known) => Of(
        "SW0224", $"service '{service}' depends on '{name}', which is no service", [$"{place}"],
        Meant(name, known) ?? "remove the dependency, or add the service");

    public static Problem InactiveDependency(Place place, string service, ComposeService needed) => Of(
        "SW0225", $"service '{service}' depends on '{needed.Name}', which the chosen profiles leave out",
        [$"{place}", $"{needed.Place}  profiles: {string.Join(", ", needed.Profiles)}"],
        $"choose the profile '{needed.Profiles[0]}' too, or say 'required: false' at the dependency");

    public static Problem DependencyCircle(IReadOnlyList<(ComposeService Service, Place Place)> circle)
    {
        var names = circle.Select(step => step.Service.Name).Append(circle[0].Service.Name);
        var facts = circle.Select((step, i) =>
            $"{step.Place}  {step.Service.Name} depends on {circle[(i + 1) % circle.Count].Service.Name}");
        return Of(
            "SW0226", $"services depend on each other in a circle: {string.Join(" -> ", names)}", [.. facts],
            "remove one of these dependencies");
    }

    public static Problem BadProjectName(string origin, string name, string proposal) => Of(
        "SW0227", $"project name '{name}' is not allowed", [origin],
        proposal.Length > 0
            ? $"'{proposal}' (a-z, 0-9, - and _, starting with a letter or digit)"
            : "use a-z, 0-9, - and _, starting with a letter or digit");

    public static Problem NoSuchService(string name, IEnumerable<string> known) => Of(
        "SW0228", $"there is no service '{name}'", [],
        Meant(name, known) ?? $"choose one of {string.Join(", ", known)}");

    public static Problem ExampleKind(Place place, string written) => Of(
        "SW0229", $"'@generate {written}' is not understood", [$"{place}"],
        "write '# @generate hex 32', '# @generate base64 32' or '# @generate alnum 32'");

    public static Problem ExampleNeedsVariable(Place place) => Of(
        "SW0230", "there is no variable below '@generate'", [$"{place}"], "put the comment directly above a NAME=value line");

    public static Problem EnvExists(string file) => Of(
        "SW0231", $"'{file}' exists, and is never overwritten", [], $"change {file} by hand, or move it away");

    private static List<string> Uses(IEnumerable<(Place Place, string Message)> uses) =>
    [
        .. uses.Distinct().Select(use => use.Message.Length > 0 ? $"{use.Place}  {use.Message}" : $"{use.Place}"),
    ];

    private static string? Meant(string name, IEnumerable<string> known, string mark = "")
    {
        var near = Nearest.To(name, known);
        return near.Count > 0 ? string.Join(" or ", near.Select(candidate => $"'{mark}{candidate}'")) : null;
    }

    private static Problem Of(string code, string what, IReadOnlyList<string> facts, string remedy) =>
        new(code, what, facts, remedy, ExitCodes.BuildIsWrong);
}
