namespace Ecom.Recommendation.ItemKnn;

/// <summary>Ways to compare two items' sets of users.</summary>
public enum SetSimilarity
{
    Asymmetric,
    Tversky,
    Jaccard,
}
