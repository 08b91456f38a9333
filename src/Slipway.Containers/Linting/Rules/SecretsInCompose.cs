using Slipway.Containers.Compose;

namespace Slipway.Containers.Linting.Rules;

/// <summary>Compose files hold no secrets.</summary>
internal sealed class SecretsInCompose : ILintCheck
{
    public LintRule Rule { get; } = new(
        "SL111",
        "no-secret-in-compose-file",
        LintLevel.Error,
        "A compose file is kept with the source: whoever reads the one reads the other, for ever.",
        "take it from the environment, as ${NAME:?}, or from a secret");

    public IEnumerable<(Place Place, string Message)> Examine(LintSubject subject)
    {
        foreach (var service in subject.Project?.Services.Values ?? [])
        {
            var written = Pairs(service.Definition?["environment"]).Concat(Pairs((service.Definition?["build"] as YamlMapping)?["args"]));
            foreach (var (name, value) in written)
            {
                if (SecretNames.IsSecret(name) && !SecretNames.IsReference(value.Written))
                    yield return (value.Place, $"variable '{name}' of service '{service.Name}' has its value in the file");
                else if (SecretNames.IsSecret(name) && SecretNames.HasDefault(value.Written))
                    yield return (value.Place, $"variable '{name}' of service '{service.Name}' has a default in the file");
                else if (SecretNames.IsInAddress(value.Written))
                    yield return (value.Place, $"variable '{name}' of service '{service.Name}' is an address with a password");
            }
        }
    }

    private static IEnumerable<(string Name, YamlScalar Value)> Pairs(YamlValue? value) =>
        from entry in NormalPairs.Entries(value)
        let scalar = entry.Value as YamlScalar
        where scalar is not null
        select (entry.Key, scalar);
}
