using Ecom.Domain;
using Ecom.Recommendation.Autoencoder;
using Ecom.Recommendation.Bpr;
using Ecom.Recommendation.Content;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Ease;
using Ecom.Recommendation.Fusion;
using Ecom.Recommendation.Gan;
using Ecom.Recommendation.Graph;
using Ecom.Recommendation.Hybrid;
using Ecom.Recommendation.ImplicitAls;
using Ecom.Recommendation.ItemKnn;
using Ecom.Recommendation.Popularity;
using Ecom.Recommendation.PureSvd;
using Ecom.Recommendation.SasRec;
using Ecom.Recommendation.Sessions;
using Ecom.Recommendation.Slim;
using Ecom.Recommendation.UserKnn;
using Ecom.Recommendation.Vae;

namespace Ecom.Recommendation;

/// <summary>All model families of this build.</summary>
public static class RecommenderFamilies
{
    private static readonly IRecommenderFamily[] Singles =
    [
        new PopularityFamily(),
        new ItemKnnFamily(),
        new SetSimilarityFamily(SetSimilarity.Asymmetric),
        new SetSimilarityFamily(SetSimilarity.Tversky),
        new SetSimilarityFamily(SetSimilarity.Jaccard),
        new DirectionalFamily(),
        new UserKnnFamily(),
        new SessionKnnFamily(),
        new RandomWalkFamily(discount: false),
        new RandomWalkFamily(discount: true),
        new PureSvdFamily(),
        new SlimFamily(),
        new EaseFamily(),
        new ImplicitAlsFamily(),
        new BprFamily(),
        new VaeFamily(),
        new AutoencoderFamily(),
        new GanFamily(),
        new SasRecFamily(),
        new ContentFamily(),
    ];

    /// <summary>What fusion and hybrid are made of: strong alone, different from each other, and quick enough to be tuned inside another fit.</summary>
    private static readonly string[] Components =
        ["ease", "slim", "itemknn", "itemknn-directional", "itemknn-tversky", "rp3beta", "userknn", "puresvd", "ials", "content"];

    /// <summary>What hybrid is made of where histories have an order: neighbours that know it, and content. All of them fit and score in seconds.</summary>
    private static readonly string[] Sequential = ["itemknn-directional", "itemknn", "stan", "rp3beta", "content"];

    public static IReadOnlyList<IRecommenderFamily> All { get; } =
    [
        .. Singles,
        new FusionFamily([.. Singles.Where(f => Components.Contains(f.Name))]),
        new HybridFamily(
            [.. Singles.Where(f => Components.Contains(f.Name) && f.Name is not ("itemknn-tversky" or "puresvd" or "slim"))],
            [.. Singles.Where(f => Sequential.Contains(f.Name))]),
    ];

    /// <exception cref="InputException">There is no family of that name.</exception>
    public static IRecommenderFamily Find(string name) =>
        All.FirstOrDefault(f => f.Name == name)
        ?? throw new InputException($"There is no model '{name}'; there are {string.Join(", ", All.Select(f => f.Name))}.");
}
