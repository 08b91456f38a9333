namespace Slipway.Containers.Images;

/// <summary>What can go wrong with images.</summary>
internal static class ImageProblems
{
    public static Problem BaseUnavailable(string reference, string pull, string? recipe) => new(
        "SW0431",
        $"base image '{reference}' cannot be had: it is not on the engine, cannot be pulled, and {(recipe is null ? "has no offline recipe" : "its offline recipe failed")}",
        recipe is null ? [pull] : [pull, recipe],
        recipe is null ? "check its name and the network, or add a recipe to stacks/bases/recipes" : "see the log for what the recipe said");

    public static Problem Vanished(string image, string id) => new(
        "SW0432",
        $"image '{image}' is no longer on the engine",
        [$"it was built as {id}"],
        "build it again: ./build.sh BuildImages");
}
