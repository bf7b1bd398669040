namespace Ecom.Recommendation.Contracts;

/// <summary>The size of a training set: users, items and stored pairs.</summary>
/// <param name="Users">Rows.</param>
/// <param name="Items">Columns.</param>
/// <param name="Pairs">Stored pairs.</param>
/// <param name="Ordered">Whether the pairs of a row have an order in time; without one, recency settings mean nothing.</param>
public readonly record struct TrainingShape(int Users, int Items, long Pairs, bool Ordered = true);
