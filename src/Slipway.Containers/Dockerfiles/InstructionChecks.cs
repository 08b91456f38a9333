namespace Slipway.Containers.Dockerfiles;

/// <summary>Checks how many arguments an instruction has.</summary>
internal static class InstructionChecks
{
    /// <summary>Adds what is wrong with the arguments.</summary>
    public static void Check(DockerfileInstruction instruction, List<Problem> problems)
    {
        var needed = instruction switch
        {
            { Keyword: "COPY" or "ADD", Words.Count: < 2 } => "at least one source and a destination",
            { Keyword: "SHELL" } when instruction.List is not { Count: > 0 } => "a JSON list such as [\"/bin/bash\", \"-c\"]",
            // A command may be empty; FROM, ENV, LABEL, ARG and HEALTHCHECK are told of where they are read.
            { Keyword: "RUN" or "CMD" or "ENTRYPOINT" or "FROM" or "ENV" or "LABEL" or "ARG" or "HEALTHCHECK" } => null,
            { Words.Count: 0 } => "an argument",
            _ => null,
        };
        if (needed is not null)
            problems.Add(DockerfilesProblems.NoArguments(instruction.Place, instruction.Keyword, needed));
        else if (instruction.Keyword is "COPY" or "ADD" && HeredocReader.Begin(instruction.Words[^1]) is not null)
            problems.Add(DockerfilesProblems.BadSource(instruction.ArgumentsPlace, instruction.Keyword, instruction.Words[^1], "a text cannot be the destination"));
        else if (instruction.Keyword == "VOLUME" && instruction.Words.Any(string.IsNullOrWhiteSpace))
            problems.Add(DockerfilesProblems.NoArguments(instruction.ArgumentsPlace, "VOLUME", "paths that are not empty"));
    }

    /// <summary>Adds what is wrong with an instruction that <c>ONBUILD</c> kept, and that is carried out now.</summary>
    /// <returns>Whether there is such an instruction.</returns>
    public static bool CheckTrigger(DockerfileInstruction instruction, List<Problem> problems)
    {
        if (!InstructionFlags.Knows(instruction.Keyword))
        {
            problems.Add(DockerfilesProblems.UnknownInstruction(instruction.Place, instruction.Keyword, InstructionFlags.Keywords));
            return false;
        }

        InstructionFlags.Check(instruction.Keyword, instruction.Flags, problems);
        Check(instruction, problems);
        return true;
    }
}
