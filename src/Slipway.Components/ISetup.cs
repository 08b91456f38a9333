using Slipway.Containers.Compose;
using Slipway.Containers.Doctoring;

namespace Slipway.Components;

/// <summary>Makes a fresh clone ready for a deployment.</summary>
public interface ISetup : IDoctor
{
    /// <summary>Fills the stack's <c>.env</c> with what <c>.env.example</c> has and it lacks; what is there stays.</summary>
    Target GenerateSecrets => _ => _
        .Description("Fills the stack's .env from .env.example, with strong values where it asks for them; what is there stays.")
        .DependsOn(PrepareEnvironment)
        .Before(Doctor)
        .Executes(async run =>
        {
            var (path, example) = (Path.Combine(StackFolder, ".env"), Path.Combine(StackFolder, ".env.example"));
            if (!File.Exists(example))
            {
                run.Summarize("there is no .env.example to fill it from");
                return;
            }

            var text = File.Exists(path) ? await File.ReadAllTextAsync(path, run.CancellationToken) : "";
            var (filledText, filled) = EnvironmentFill.Create(text, await File.ReadAllTextAsync(example, run.CancellationToken), Path.GetRelativePath(RootFolder, example));
            // Before anything can show them.
            foreach (var variable in DotEnv.Parse(filledText, path).Variables.Where(variable => filled.Contains(variable.Name, StringComparer.Ordinal) && variable.Value.Length > 0))
                Mask(new Secret(variable.Value));
            if (filled.Count > 0)
                EnvironmentFill.Write(path, filledText);
            run.Summarize(filled.Count == 0 ? "nothing was missing" : $"filled {string.Join(", ", filled)}");
        });

    /// <summary>Secrets first, then a look at everything, mending what can be mended.</summary>
    Target Setup => _ => _
        .Description("Makes a fresh clone ready: GenerateSecrets, then Doctor --fix.")
        .DependsOn(GenerateSecrets, Doctor)
        .Presets(() => Fix, true);
}
