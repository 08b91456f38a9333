using System.Text.Json;
using EndToEnd.Operating;

namespace EndToEnd.Deploying;

/// <summary>A stack whose migration writes to the volume of its database, all from the base image.</summary>
internal static class MigratedStack
{
    /// <summary>Writes it.</summary>
    /// <param name="project">Where.</param>
    /// <param name="migrate">The shell's words for the migration.</param>
    public static void Write(Project project, string migrate) => project.WriteCompose($$"""
        x-slipway: { migrate: migrate }
        services:
        {{Volumes.Keeper("db")}}
          migrate:
            image: {{Machine.Base}}
            init: true
            profiles: [migrate]
            volumes: ["data:/data"]
            depends_on: { db: { condition: service_healthy } }
            command: ["sh", "-c", {{JsonSerializer.Serialize(migrate)}}]
        volumes:
          data: {}
        """);
}
