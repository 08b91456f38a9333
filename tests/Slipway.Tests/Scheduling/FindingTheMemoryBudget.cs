using Slipway.Scheduling;
using Slipway.Testing;

namespace Slipway.Tests.Scheduling;

public sealed class FindingTheMemoryBudget : IDisposable
{
    private const long GiB = 1L << 30;

    private readonly TestProject _project = new();

    public FindingTheMemoryBudget() => _project.Write("proc/meminfo", "MemTotal:       16777216 kB\nMemFree:         1000000 kB\nMemAvailable:    8388608 kB\n");

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("0::/\n", null, 8 * GiB, "this machine")]
    [InlineData("0::/\n", "max", 8 * GiB, "this machine")]
    [InlineData("0::/a/b\n", "12884901888", 8 * GiB, "this machine")]
    [InlineData("0::/a/b\n", "4294967296", (4 * GiB) - (1 * GiB) + (GiB / 2), "this control group")]
    [InlineData("0::/gone\n", "4294967296", 8 * GiB, "this machine")]
    public void It_is_what_the_machine_has_available_or_less_where_a_control_group_has_less(string groups, string? limit, long expected, string machine)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        _project.Write("proc/self/cgroup", groups);
        if (limit is not null)
        {
            _project.Write("sys/fs/cgroup/a/memory.max", limit + "\n");
            _project.Write("sys/fs/cgroup/a/memory.current", "1073741824\n");
            _project.Write("sys/fs/cgroup/a/memory.stat", "anon 1\ninactive_file 536870912\nactive_file 2\n");
        }

        Assert.Equal(new HostMemory(new ByteSize(expected), machine), MachineMemory.Read(_project.Folder));
    }

    [Fact]
    public void Version_1_of_control_groups_counts_too()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        _project.Write("proc/self/cgroup", "12:cpu,cpuacct:/x\n4:memory:/docker/1\n");
        _project.Write("sys/fs/cgroup/memory/docker/1/memory.limit_in_bytes", "2147483648\n");
        _project.Write("sys/fs/cgroup/memory/docker/1/memory.usage_in_bytes", "1073741824\n");

        Assert.Equal(new HostMemory(new ByteSize(GiB), "this control group"), MachineMemory.Read(_project.Folder));
    }

    [Fact]
    public async Task The_plan_says_where_it_comes_from()
    {
        var asked = await _project.RunAsync(new Hosted { Need = 1 }, "Work", "--plan");
        var notNeeded = await _project.RunAsync(new Hosted { Need = 0 }, "Work", "--plan");
        var given = await _project.RunAsync(new Hosted { Need = 1 }, "Work", "--plan", "--memory=3GiB");
        var little = await _project.RunAsync(new Hosted { Need = 1, Available = 1 }, "Work", "--plan");

        Assert.Equal("Mode adaptive: up to 3.5 GiB of memory (a cloud has 4 GiB available, 512 MiB stay free)", asked.Out.Split('\n')[1]);
        Assert.Equal("Mode adaptive: everything that is ready, as nothing that runs says what memory it needs", notNeeded.Out.Split('\n')[1]);
        Assert.Equal("Mode adaptive: up to 3 GiB of memory (--memory)", given.Out.Split('\n')[1]);
        Assert.Equal("Mode adaptive: up to 256 MiB of memory (a cloud has 1 B available, 512 MiB stay free)", little.Out.Split('\n')[1]);
    }

    private sealed class Hosted : SlipwayBuild, IBuild
    {
        public long Need { get; init; }

        public long Available { get; init; } = 4 * GiB;

        ValueTask<HostMemory> IBuild.MemoryOfHostAsync(CancellationToken cancellationToken) =>
            Need > 0 ? ValueTask.FromResult(new HostMemory(new ByteSize(Available), "a cloud")) : throw new InvalidOperationException("nobody needs it");

        Target<string, int> Work => _ => _.ForEach(() => ["a"]).Uses(_ => new ByteSize(Need)).Executes((_, _) => Task.FromResult(0));
    }
}
