using Slipway.Site;

// The repository, and where the site goes.
if (args is not [var repository, var folder])
{
    await Console.Error.WriteLineAsync("usage: Site REPOSITORY FOLDER");
    return 2;
}

var problems = Website.Of(Path.GetFullPath(repository)).Write(Path.GetFullPath(folder));
foreach (var problem in problems)
    await Console.Error.WriteLineAsync(problem);
return problems.Count == 0 ? 0 : 1;
