using Ecom.Domain;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Ease;
using Ecom.Recommendation.ItemKnn;
using Ecom.Recommendation.Popularity;

namespace Ecom.Recommendation;

/// <summary>All model families of this build.</summary>
public static class RecommenderFamilies
{
    public static IReadOnlyList<IRecommenderFamily> All { get; } =
    [
        new PopularityFamily(),
        new ItemKnnFamily(),
        new EaseFamily(),
    ];

    /// <exception cref="InputException">There is no family of that name.</exception>
    public static IRecommenderFamily Find(string name) =>
        All.FirstOrDefault(f => f.Name == name)
        ?? throw new InputException($"There is no model '{name}'; there are {string.Join(", ", All.Select(f => f.Name))}.");
}
