namespace Slipway.Containers.Dockerfiles;

/// <summary>Reads one instruction.</summary>
/// <param name="lines">Gives the lines of its texts.</param>
/// <param name="path">The file, for places.</param>
/// <param name="problems">Takes what is wrong.</param>
internal sealed class InstructionReader(DockerfileLines lines, string path, List<Problem> problems)
{
    private char Escape => lines.Directives.Escape;

    /// <summary>The next instruction, or <see langword="null"/> at the end.</summary>
    public DockerfileInstruction? Read()
    {
        if (lines.Read() is not { } line)
            return null;
        var instruction = Read(line, 0, isInner: false);
        // A text belongs to the inner instruction of ONBUILD too.
        var owner = instruction.Inner ?? instruction;
        if (owner.Keyword is "ADD" or "COPY" or "RUN" && owner.List is null)
        {
            var heredocs = HeredocReader.Read(line.Text, lines, instruction.Place, problems);
            if (heredocs.Count > 0)
                instruction = instruction with { Heredocs = heredocs, Inner = instruction.Inner is { } inner ? inner with { Heredocs = heredocs } : null };
        }

        return instruction with { EndLine = Math.Max(line.EndLine, instruction.Heredocs.Count > 0 ? lines.LineNumber : 0) };
    }

    private DockerfileInstruction Read(LogicalLine line, int start, bool isInner)
    {
        var text = line.Text;
        while (start < text.Length && char.IsWhiteSpace(text[start]))
            start++;
        var (end, at) = DockerfileWords.Gap(text, start);
        var place = line.At(start, path);
        var word = text[start..end].TrimEnd();
        var keyword = word.ToUpperInvariant();
        if (!InstructionFlags.Knows(keyword))
        {
            // What ONBUILD keeps is looked at when it is used.
            if (!isInner)
                problems.Add(DockerfilesProblems.UnknownInstruction(place, word, InstructionFlags.Keywords));
            return new DockerfileInstruction { Keyword = keyword, Place = place, Arguments = text[at..].Trim(), EndLine = line.EndLine };
        }

        var flags = FlagReader.Read(line, ref at, Escape, path);
        var instruction = new DockerfileInstruction
        {
            Keyword = keyword,
            Place = place,
            EndLine = line.EndLine,
            Flags = flags,
            Arguments = text[at..].Trim(),
            ArgumentsPlace = at < text.Length ? line.At(at, path) : place,
        };
        if (!isInner && !(keyword == "HEALTHCHECK" && instruction.Arguments.Equals("NONE", StringComparison.OrdinalIgnoreCase)))
            InstructionFlags.Check(keyword, flags, problems);
        return keyword == "ONBUILD" && !isInner ? Trigger(instruction, line, at) : Argue(instruction, isInner);
    }

    private DockerfileInstruction Trigger(DockerfileInstruction instruction, LogicalLine line, int at)
    {
        if (instruction.Arguments.Length == 0)
        {
            problems.Add(DockerfilesProblems.NoArguments(instruction.Place, "ONBUILD", "an instruction"));
            return instruction;
        }

        var inner = Read(line, at, isInner: true);
        if (inner.Keyword is "ONBUILD" or "MAINTAINER" or "FROM")
            problems.Add(DockerfilesProblems.ForbiddenTrigger(inner.Place, inner.Keyword));
        return instruction with { Inner = inner, Words = [instruction.Arguments] };
    }

    private DockerfileInstruction Argue(DockerfileInstruction instruction, bool isInner)
    {
        var (keyword, arguments, place) = (instruction.Keyword, instruction.Arguments, instruction.ArgumentsPlace);
        switch (keyword)
        {
            case "ENV" or "LABEL" or "ARG":
                var pairs = PairReader.Read(keyword, arguments, Escape, place, isInner && arguments.Length == 0 ? [] : problems);
                return instruction with { Pairs = pairs, Words = DockerfileWords.Quoted(arguments, Escape) };
            case "HEALTHCHECK":
                return instruction with { HealthCheck = HealthCheckReader.Read(arguments, instruction.Flags, place, isInner ? [] : problems), Words = arguments.Length == 0 ? [] : [arguments] };
            case "FROM" or "EXPOSE":
                return Checked(instruction with { Words = DockerfileWords.Plain(arguments) }, isInner);
            case "ADD" or "COPY" or "VOLUME":
                var list = JsonList.Read(arguments, place, problems);
                return Checked(instruction with { List = list, Words = list ?? DockerfileWords.Plain(arguments) }, isInner);
            case "RUN" or "CMD" or "ENTRYPOINT" or "SHELL":
                var command = JsonList.Read(arguments, place, problems);
                return Checked(instruction with { List = command, Words = command ?? (arguments.Length == 0 ? [] : [arguments]) }, isInner);
            default:
                return Checked(instruction with { Words = arguments.Length == 0 ? [] : [arguments] }, isInner);
        }
    }

    private DockerfileInstruction Checked(DockerfileInstruction instruction, bool isInner)
    {
        if (!isInner)
            InstructionChecks.Check(instruction, problems);
        return instruction;
    }
}
