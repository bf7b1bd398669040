namespace Ecom.Models.Scoring;

/// <summary>Item factors in a form that is quick to multiply with vectors of users. Safe for concurrent callers.</summary>
public interface IFactorProduct
{
    int Items { get; }

    int Dimensions { get; }

    /// <summary>What the form holds in memory.</summary>
    long Bytes { get; }

    /// <summary>scores = users · factorsᵀ.</summary>
    /// <param name="users">[count × dimensions], row-major; finite.</param>
    /// <param name="count">Users.</param>
    /// <param name="scores">[count × items], row-major; overwritten.</param>
    void Multiply(ReadOnlySpan<float> users, int count, Span<float> scores);
}
