using Ecom.Domain;

namespace Ecom.Recommendation.ItemKnn;

/// <summary>Weights rows by how telling a user is.</summary>
internal static class UserWeights
{
    /// <summary>Every entry times log(items/(1 + row length)), at least a little above zero.</summary>
    public static Interactions Idf(Interactions rows)
    {
        var weights = rows.AllWeights.ToArray();
        for (var u = 0; u < rows.UserCount; u++)
        {
            var factor = MathF.Max(.05f, MathF.Log(rows.ItemCount / (1f + rows.RowLength(u))));
            foreach (ref var w in weights.AsSpan((int)rows.RowStarts[u], rows.RowLength(u))) w *= factor;
        }
        return rows.WithWeights(weights);
    }
}
