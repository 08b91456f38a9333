using Slipway.Containers.Composing;
using Slipway.Containers.Stacks;
using Slipway.Diagnostics;

namespace Slipway.Components;

/// <summary>Brings a stack: a folder with a compose file and Dockerfiles.</summary>
public partial interface IHasStack : IHasEngine
{
    /// <summary>The stack's folder below <see cref="StacksFolder"/>. Where there is one stack only, that one unless set.</summary>
    [Parameter("The stack to work on: a folder below stacks/.", Name = "Stack")]
    string? StackName => Get<string?>();

    /// <summary>The compose profiles to deploy. Those that the compose file names in <c>x-slipway</c> unless set.</summary>
    [Parameter("The compose profiles to deploy, in place of those that the compose file names in x-slipway.")]
    string[]? Profiles => Get<string[]?>();

    /// <summary>The compose files, later ones over earlier ones. Those that compose finds in the stack's folder unless set.</summary>
    [Parameter("A compose file in the stack's folder, in place of those that compose finds there; later ones over earlier ones.", Name = "ComposeFile")]
    string[]? ComposeFiles => Get<string[]?>();

    /// <summary>Environment files, later ones over earlier ones. <c>.env</c> in the stack's folder unless set.</summary>
    [Parameter("An environment file in the stack's folder, in place of its .env; later ones over earlier ones.", Name = "EnvFile")]
    string[]? EnvFiles => Get<string[]?>();

    /// <summary>The folder that holds the stacks. <c>stacks</c> unless overridden.</summary>
    string StacksFolder => Path.Combine(RootFolder, "stacks");

    /// <summary>The folder of the stack to work on.</summary>
    /// <exception cref="ProblemException">There is no such stack.</exception>
    string StackFolder => FindStack();

    /// <summary>The stack, read when a plan first needs it.</summary>
    /// <exception cref="ProblemException">There is no such stack, or its files are wrong.</exception>
    ContainerStack Stack => Once(ReadStack);

    /// <summary>The stack as its files are now, whatever was read before.</summary>
    /// <exception cref="ProblemException">There is no such stack, or its files are wrong.</exception>
    ContainerStack ReadStack()
    {
        var stack = ContainerStack.Load(StackOptions);
        foreach (var secret in stack.Secrets)
            Mask(secret);
        return stack;
    }

    /// <summary>Which stack it is, and how it is read.</summary>
    /// <exception cref="ProblemException">There is no such stack.</exception>
    StackOptions StackOptions => new()
    {
        Folder = StackFolder,
        RootFolder = RootFolder,
        Environment = Environment,
        Profiles = Profiles,
        ComposeFiles = ComposeFiles,
        EnvironmentFiles = EnvFiles,
        MoreProfiles = MoreProfiles,
        IsMemoryOptimized = MemoryOptimized,
        IsTogether = Together,
        IncludesTests = IncludeTests,
    };

    /// <summary>Makes the stack's <c>.env</c> from its <c>.env.example</c> where there is none.</summary>
    Target PrepareEnvironment => _ => _
        .Description("Makes the stack's .env from .env.example where it is missing.")
        .Reuses(_ => Task.FromResult(ContainerStack.LacksEnvironmentFile(StackOptions)
            ? Reuse.Stale($"there is no {Relative(EnvironmentPath)}: made from .env.example")
            : Reuse.UpToDate(File.Exists(EnvironmentPath) ? $"{Relative(EnvironmentPath)} is there and stays as it is" : "the stack needs no .env")))
        .OnlyAfter(PrepareEngine)
        .Executes(async run =>
        {
            await RefuseLostPasswordsAsync(run.CancellationToken);
            var made = await Stack.CreateEnvironmentFileAsync(run.CancellationToken);
            foreach (var secret in made.Secrets)
                Mask(secret);
            run.Log($"made {Relative(Stack.EnvironmentFile)}, readable by you alone (mode 600)");
            if (made.Generated.Count > 0)
                run.Log($"generated: {string.Join(", ", made.Generated)}");
            if (made.Kept.Count > 0)
                run.Warn($"test values to replace before real use: {string.Join(", ", made.Kept)}");
            run.Summarize($"{made.Generated.Count} values generated, {made.Kept.Count} test values kept");
        });

    // A database keeps the password that it was made with: a new one would lock the stack out of its own data.
    private async Task RefuseLostPasswordsAsync(CancellationToken cancellationToken)
    {
        if (!Stack.GeneratesVariables || await Engine.PingAsync(cancellationToken) is null)
            return;
        var volumes = await Engine.ListVolumesAsync([$"{ComposeLabels.Project}={Stack.Compose.Name}"], cancellationToken);
        if (volumes.Count > 0)
            throw new ProblemException(ComponentProblems.LostPasswords(Stack.Name, StackName, Relative(Stack.EnvironmentFile), [.. volumes.Select(volume => volume.Name)]));
    }

    private string FindStack()
    {
        var names = StackNames();
        if (StackName is not { } name)
            return names is [var only] ? Path.Combine(StacksFolder, only) : throw new ProblemException(ComponentProblems.NoStackNamed(names));
        if (names.Contains(name))
            return Path.Combine(StacksFolder, name);
        throw new ProblemException(ComponentProblems.UnknownStack(name, Relative(StacksFolder), Nearest.To(name, names) is { Count: > 0 } near ? near : names));
    }

    private string EnvironmentPath => Path.Combine(StackFolder, ".env");

    private string Relative(string path) => Path.GetRelativePath(RootFolder, path);
}
