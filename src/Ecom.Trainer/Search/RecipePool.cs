using Ecom.Domain;
using Ecom.Models;

namespace Ecom.Trainer.Search;

/// <summary>The settings a search may try: the model's proposals with the augmenter's, the most promising of both first.</summary>
internal static class RecipePool
{
    private const int ModelSettings = 150;

    /// <summary>Settings of one augmenter.</summary>
    public const int OfOne = 12;

    /// <summary>Settings of a choice among augmenters: about three rounds of each, so that every slice has its turn.</summary>
    public const int OfMany = 32;

    /// <param name="model">The model's proposals, the most promising first.</param>
    /// <param name="augment">The augmenter's.</param>
    /// <param name="augmentSettings">The augmenter's that are used at most.</param>
    /// <param name="held">Settings of the model that are not searched but held at these values; null: none.</param>
    /// <param name="heldAugment">The same of the augmenter.</param>
    /// <exception cref="InputException">The model, or the augmenter, has no setting of such a name, or one of another kind.</exception>
    public static IReadOnlyList<Recipe> Build(
        IEnumerable<Parameters> model, IEnumerable<Parameters> augment, int augmentSettings = OfOne, Parameters? held = null, Parameters? heldAugment = null)
    {
        // Some proposals have no end, and may repeat.
        var models = model.Take(ModelSettings).Select(p => Held(p, held, "model")).DistinctBy(p => p.ToString()).ToArray();
        var augments = augment.Take(augmentSettings).Select(p => Held(p, heldAugment, "augmentation")).DistinctBy(p => p.ToString()).ToArray();
        var pool = new List<Recipe>(models.Length * augments.Length);
        // Turn by turn, so that the first few pairs already vary both sides.
        for (var shift = 0; shift < augments.Length; shift++)
            for (var m = 0; m < models.Length; m++) pool.Add(new Recipe(models[m], augments[(m + shift) % augments.Length]));
        return pool;
    }

    private static Parameters Held(Parameters proposal, Parameters? held, string what)
    {
        foreach (var (name, value) in held?.Values ?? new Dictionary<string, object>())
        {
            if (!proposal.Values.TryGetValue(name, out var proposed))
                throw new InputException($"The {what} has no setting '{name}'; it has {string.Join(", ", proposal.Values.Keys)}.");
            if (proposed is string != value is string)
                throw new InputException($"The {what}'s setting '{name}' is a {(proposed is string ? "text" : "number")}, such as '{proposed}', not '{value}'.");
            proposal = value is string text ? proposal.With(name, text) : proposal.With(name, (double)value);
        }
        return proposal;
    }
}
