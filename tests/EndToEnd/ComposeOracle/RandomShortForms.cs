namespace EndToEnd.ComposeOracle;

/// <summary>Makes single values up that are read by rules of their own: ports, mounts, durations, sizes, addresses, names.</summary>
internal sealed class RandomShortForms(RandomDice dice)
{
    private static readonly string[] PortBits = ["80", "8080", "1", "0", "65535", "65536", ":", ":", "-", "/", "tcp", "udp", "TCP", "sctp", "127.0.0.1", "[::1]", "::", "0.0.0.0", " ", "+", "80-82", "90-92", "a", ".", "01", "localhost", "[::]", "%eth0"];
    private static readonly string[] MountBits = ["/a", "/b/", "./c", "../d", "~", "~/e", "data", "v", ":", ":", ":", "ro", "rw", "z", "Z", ",", "nocopy", "cached", "delegated", "rslave", "rprivate", "C:\\x", "c:/y", ".", "", " ", "\\\\srv\\s", "named pipe", "//./pipe/x", "/a//b", "volume-nocopy", "x", "RO", "//c/x", "d:"];
    private static readonly string[] TimeBits = ["1", "0", "10", "1.5", ".5", "5.", "h", "m", "s", "ms", "us", "µs", "ns", "d", "w", "-", "+", " ", "", "e3", "M", "999999999", "y"];
    private static readonly string[] SizeBits = ["1", "0", "10", "1.5", ".5", "5.", "b", "k", "kb", "KiB", "m", "M", "Mi", "mb", "g", "GB", "t", "p", "e", "-", "+", " ", "", "x", "1e3", "ib", "B", "K"];
    private static readonly string[] HostBits = ["a", "b.c", "=", ":", "1.2.3.4", "::1", "[::1]", "host-gateway", " ", ",", "", "-"];
    private static readonly string[] NumberBits = ["1", "0", "-", "+", ".", "5", "e", "x", "0x", "0o", "0b", "_", "7", "8", " ", "inf", ".inf", ".nan", "1e3", "NaN", "99999"];
    private static readonly string[] DeviceBits = ["/dev/a", "/dev/b", ":", "r", "rwm", "x", "", "vendor.com/class=gpu", "C:\\d", " "];
    private static readonly string[] NameBits = ["a", "B", "1", "7.0", "-", "_", ".", " ", "é", "x-", "/", "a b", "", "\\"];

    /// <summary>A project with one or two such values.</summary>
    public ComposeCase Project()
    {
        var (service, more) = Value();
        return ComposeCase.Of($"services:\n  a:\n    image: x\n    {service}\n{more}");
    }

    private (string Field, string More) Value() => dice.Below(22) switch
    {
        0 or 1 or 2 => ($"ports: [{Quoted(Of(PortBits, 6))}]", ""),
        3 => ($"ports: [{Quoted(Of(PortBits, 3))}, {Quoted(Of(PortBits, 3))}]", ""),
        4 => ($"ports: [{{target: {Maybe(Of(PortBits, 2))}, published: {Maybe(Of(PortBits, 2))}}}]", ""),
        5 => ($"expose: [{Maybe(Of(PortBits, 3))}]", ""),
        6 or 7 or 8 => ($"volumes: [{Quoted(Of(MountBits, 6))}]", "volumes: {data: , v: }\n"),
        9 => ($"volumes: [{Quoted(Of(MountBits, 3))}, {Quoted(Of(MountBits, 3))}]", "volumes: {data: , v: }\n"),
        10 => ($"tmpfs: [{Quoted(Of(MountBits, 3))}]", ""),
        11 => ($"{dice.Pick("stop_grace_period", "healthcheck")}: {Duration()}", ""),
        12 => ($"healthcheck: {{test: x, {dice.Pick("interval", "timeout", "start_period", "start_interval")}: {Maybe(Of(TimeBits, 4))}}}", ""),
        13 => ($"{dice.Pick("mem_limit", "shm_size", "memswap_limit", "mem_reservation")}: {Maybe(Of(SizeBits, 3))}", ""),
        14 => ($"deploy: {{resources: {{limits: {{memory: {Maybe(Of(SizeBits, 3))}}}}}}}", ""),
        15 => ($"extra_hosts: [{Quoted(Of(HostBits, 4))}]", ""),
        16 => ($"extra_hosts: {{{dice.Pick("a", "'b.c'", "1")}: {Maybe(Of(HostBits, 3))}}}", ""),
        17 => ($"{dice.Pick("cpus", "cpu_shares", "cpu_count", "cpu_percent", "pids_limit", "scale", "mem_swappiness", "oom_score_adj", "cpu_quota", "cpu_rt_runtime", "cpu_period")}: {Maybe(Of(NumberBits, 3))}", ""),
        18 => ($"devices: [{Quoted(Of(DeviceBits, 4))}]", ""),
        19 => ($"ulimits: {{nofile: {Maybe(Of(NumberBits, 2))}}}", ""),
        20 => ($"{dice.Pick("restart", "pull_policy", "network_mode", "pid", "ipc", "uts", "userns_mode", "platform", "cgroup", "isolation", "mac_address", "stop_signal", "user", "container_name", "hostname")}: {Maybe(dice.Pick(Of(NameBits, 3), "always", "on-failure:x", "on-failure:3", "service:a", "service:b", "container:x", "host", "every_12h", "weekly", "daily", "every_1x", "linux/arm64/v8", "missing", "refresh"))}", ""),
        _ => ($"{dice.Pick("networks", "secrets", "configs", "depends_on", "profiles", "links", "volumes_from", "external_links", "security_opt", "group_add", "cap_add", "dns", "env_file")}: [{Quoted(Of(NameBits, 2))}, {Quoted(Of(NameBits, 2))}]", "networks: {a: , B: }\nsecrets: {a: {file: x}, B: {file: y}}\n"),
    };

    private string Duration() => dice.Chance(50) ? Maybe(Of(TimeBits, 4)) : $"{{timeout: {Maybe(Of(TimeBits, 3))}}}";

    private string Of(string[] bits, int most) => string.Concat(Enumerable.Range(0, 1 + dice.Below(most)).Select(_ => dice.Pick(bits)));

    // With quotes, or without where YAML takes it all the same.
    private string Maybe(string text) => dice.Chance(50) && text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+' or '_') && text[0] != '-' ? text : Quoted(text);

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal)}\"";
}
